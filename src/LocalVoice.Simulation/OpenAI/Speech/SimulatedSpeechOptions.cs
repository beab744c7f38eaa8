using System.Security.Cryptography.X509Certificates;
using LocalVoice.Simulation.OpenAI.Audio;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>How a simulated service of transcription and speech behaves. Delays are zero unless given.</summary>
public sealed record SimulatedSpeechOptions
{
    public string BasePath { get; init; } = "/v1";

    /// <summary>The only key that is accepted. Null: none is needed.</summary>
    public string? ApiKey { get; init; } = "sk-simulated-key-000";

    public IReadOnlyList<string> TranscriptionModels { get; init; } =
    ["whisper-1", "gpt-transcribe", "gpt-4o-transcribe", "gpt-4o-mini-transcribe"];

    public IReadOnlyList<string> SpeechModels { get; init; } = ["tts-1", "tts-1-hd", "gpt-4o-mini-tts"];

    /// <summary>What was said. Called once per accepted request, from several threads.</summary>
    public Func<HeardAudio, string> Transcribe { get; init; } = _ => "Hello there.";

    /// <summary>From the request to the transcript, or its first word when it is streamed.</summary>
    public TimeSpan FirstWord { get; init; }

    /// <summary>Of a streamed transcript; 0: all at once.</summary>
    public double WordsPerSecond { get; init; }

    /// <summary>From the request to the response's head and first audio.</summary>
    public TimeSpan FirstAudio { get; init; }

    /// <summary>Seconds of speech made in a second; 0: all at once.</summary>
    public double AudioSpeed { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For TLS; null for plain text.</summary>
    public X509Certificate2? Certificate { get; init; }
}
