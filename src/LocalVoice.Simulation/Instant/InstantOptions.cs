namespace LocalVoice.Simulation.Instant;

/// <summary>What the engines that take no time hear and say.</summary>
public sealed record InstantOptions
{
    /// <summary>Language codes without region; any other language is refused.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["es", "ca", "en"];

    /// <summary>What every utterance is taken for.</summary>
    public string Transcript { get; init; } = "¿Qué puedes hacer por mí esta tarde?";

    /// <summary>Speech after which an interim transcript has another word. Default: 170 words a minute.</summary>
    public TimeSpan TimePerWord { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Whole responses, at least one; the same question has the same response.</summary>
    public IReadOnlyList<string> Responses { get; init; } =
    [
        "Puedo decirte qué hora es. También reservo mesa para ti y para los tuyos. ¿Por dónde empezamos?",
        "Esta tarde estoy libre. Dime qué necesitas, y lo hago ahora mismo.",
    ];

    /// <summary>Sample rate of the synthesizer, in Hz, 8000…48000. Default: that of many Piper voices.</summary>
    public int SampleRateHz { get; init; } = 22_050;

    /// <summary>Duration of a spoken character at speed 1. Default: 15 characters a second, as people speak.</summary>
    public TimeSpan TimePerCharacter { get; init; } = TimeSpan.FromSeconds(1 / 15.0);

    /// <summary>RMS level of synthesised speech, −60…−4 dBFS.</summary>
    public double SpeechDbfs { get; init; } = -20;

    /// <summary>RMS level above which a window is speech.</summary>
    public double ThresholdDbfs { get; init; } = -40;
}
