namespace LocalVoice.Cli.Stages.Vad;

/// <summary>What <c>vad --json</c> writes.</summary>
/// <param name="Probabilities">Of speech, 0…1, per window of 32 ms.</param>
/// <param name="Spans">Where speech is, with the server's hysteresis.</param>
internal sealed record VadDocument(IReadOnlyList<float> Probabilities, IReadOnlyList<VadSpan> Spans);

/// <summary>Speech, in milliseconds of the recording.</summary>
/// <param name="EndMs">Where the detector gave up.</param>
/// <param name="LastVoicedMs">Where the level fell: the server counts silence from here.</param>
internal sealed record VadSpan(double StartMs, double EndMs, double LastVoicedMs);
