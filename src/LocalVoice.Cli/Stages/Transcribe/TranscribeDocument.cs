namespace LocalVoice.Cli.Stages.Transcribe;

/// <summary>The document of <c>transcribe --json</c>.</summary>
internal sealed record TranscribeDocument(IReadOnlyList<InterimEntry> Interims, FinalEntry Final);

/// <param name="TMs">Audio appended before the interim, in milliseconds.</param>
internal sealed record InterimEntry(double TMs, string Text);

internal sealed record FinalEntry(string Text, IReadOnlyList<TokenEntry> Tokens);

/// <param name="LogProbability">Natural logarithm, ≤ 0.</param>
internal sealed record TokenEntry(string Text, double LogProbability);
