namespace LocalVoice.Cli.Stages.Vad;

/// <summary>The document of <c>vad --json</c>.</summary>
/// <param name="Probabilities">Of speech, 0…1, per window of 32 ms.</param>
/// <param name="Spans">Speech by the server's hysteresis.</param>
internal sealed record VadDocument(IReadOnlyList<float> Probabilities, IReadOnlyList<VadSpan> Spans);

/// <summary>Speech, in milliseconds of the recording.</summary>
/// <param name="EndMs">Where the detector's gate closed.</param>
/// <param name="LastVoicedMs">Last voiced sample, from which the server counts silence.</param>
internal sealed record VadSpan(double StartMs, double EndMs, double LastVoicedMs);
