namespace LocalVoice.Cli.SelfTest;

/// <summary>A sentence to say, and what is expected of it.</summary>
/// <param name="Reply">The answer that the models were trained to give; null where any will do.</param>
internal sealed record SelfTestSentence(string Language, string Said, string? Reply)
{
    /// <summary>Word errors per word of what is heard, at most.</summary>
    public double MaxWer { get; init; }

    /// <summary>Voice to voice, at most.</summary>
    public TimeSpan MaxVoiceToVoice { get; init; } = TimeSpan.MaxValue;

    /// <summary>Tokens of the answer, at most; null: the server's limit.</summary>
    public int? MaxResponseTokens { get; init; }

    /// <summary>Of the starter models' domain.</summary>
    public static IReadOnlyList<SelfTestSentence> Starter { get; } =
    [
        new("es", "¿Cuál es la capital de Italia?", "La capital de Italia es Roma."),
        new("ca", "Quina és la capital de França?", "La capital de França és París."),
        new("en", "What is the capital of Germany?", "The capital of Germany is Berlin."),
    ];
}
