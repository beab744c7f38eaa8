namespace LocalVoice.Cli.SelfTest;

/// <summary>A sentence of the starter models' domain, and the response that they were trained to give.</summary>
internal sealed record SelfTestSentence(string Language, string Said, string Reply)
{
    public static IReadOnlyList<SelfTestSentence> All { get; } =
    [
        new("es", "¿Cuál es la capital de Italia?", "La capital de Italia es Roma."),
        new("ca", "Quina és la capital de França?", "La capital de França és París."),
        new("en", "What is the capital of Germany?", "The capital of Germany is Berlin."),
    ];
}
