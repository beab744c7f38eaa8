namespace LocalVoice.Cli.Stages.Transcribe;

/// <summary>What <c>transcribe --json</c> writes.</summary>
internal sealed record TranscribeDocument(IReadOnlyList<InterimEntry> Interims, FinalEntry Final);

/// <param name="TMs">How much of the recording had been heard.</param>
internal sealed record InterimEntry(double TMs, string Text);

internal sealed record FinalEntry(string Text, IReadOnlyList<TokenEntry> Tokens);

/// <param name="LogProbability">Natural logarithm, ≤ 0.</param>
internal sealed record TokenEntry(string Text, double LogProbability);
