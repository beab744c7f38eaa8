namespace LocalVoice.Cli.Stages.Speak;

/// <summary>What <c>speak --json</c> writes.</summary>
/// <param name="FirstAudioMs">Request → first chunk, on a warm engine.</param>
/// <param name="WholeMs">Request → last chunk.</param>
internal sealed record SpeakDocument(string File, int Rate, double DurationMs, double FirstAudioMs, double WholeMs);
