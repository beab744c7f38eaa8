using System.Security.Cryptography.X509Certificates;
using LocalVoice.Simulation.OpenAI.Audio;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>How a simulated Realtime service behaves. Delays are zero unless given.</summary>
public sealed record SimulatedRealtimeOptions
{
    /// <summary>The only key that is accepted.</summary>
    public string ApiKey { get; init; } = "sk-simulated-key-000";

    public IReadOnlyList<string> Models { get; init; } = ["gpt-realtime", "gpt-realtime-mini"];

    /// <summary>What the user said. Called once per utterance.</summary>
    public Func<HeardAudio, string> Transcribe { get; init; } = _ => "Hello there.";

    /// <summary>From what the user said or wrote last. Called once per response.</summary>
    public Func<string, string> Respond { get; init; } = text => text;

    /// <summary>Audio above it is speech.</summary>
    public double VoicedDbfs { get; init; } = -45;

    /// <summary>Silence after which semantic_vad thinks that the user has ended; server_vad has it from the session.</summary>
    public TimeSpan SemanticSilence { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>From the decision to respond to the first audio.</summary>
    public TimeSpan FirstAudio { get; init; }

    /// <summary>Seconds of speech made in a second; 0: all at once.</summary>
    public double AudioSpeed { get; init; }

    /// <summary>From the end of an utterance to its transcript.</summary>
    public TimeSpan Transcription { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For TLS; null for plain text.</summary>
    public X509Certificate2? Certificate { get; init; }
}
