namespace LocalVoice.Cli.Stages.Vad;

/// <summary>What <c>vad --json</c> writes.</summary>
/// <param name="Probabilities">Of speech, 0…1, per window of 32 ms.</param>
/// <param name="Spans">Where speech is, with the server's hysteresis.</param>
internal sealed record VadDocument(IReadOnlyList<float> Probabilities, IReadOnlyList<VadSpan> Spans);

/// <summary>Speech, in milliseconds of the recording.</summary>
internal sealed record VadSpan(double StartMs, double EndMs);
