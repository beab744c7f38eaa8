using LocalVoice.Client.Audio;

namespace LocalVoice.Bench;

/// <summary>A sentence of the starter models' domain with its recording.</summary>
public sealed record BenchUtterance(string Text, Recording Recording)
{
    private static readonly Dictionary<string, string[]> Sentences = new()
    {
        ["es"] =
        [
            "Quiero reservar una mesa para cuatro personas el viernes a las ocho.",
            "¿Cuál es la capital de Italia?",
            "Enciende la luz de la cocina.",
            "¿A qué hora abrís?",
            "Pon un temporizador de diez minutos.",
            "¿Cuánto es tres más cuatro?",
            "¿Qué puedes hacer?",
            "Dime la capital de Francia.",
        ],
        ["ca"] =
        [
            "Quina és la capital de França?",
            "Apaga el llum del saló.",
            "A quina hora obriu?",
            "Posa un temporitzador de cinc minuts.",
            "Quant és dos més tres?",
            "Què pots fer?",
            "Digues la capital de Portugal.",
            "Quina és l'adreça?",
        ],
        ["en"] =
        [
            "What is the capital of Germany?",
            "Turn on the light in the kitchen.",
            "What time do you open?",
            "Set a timer for ten minutes.",
            "How much is three plus four?",
            "What can you do?",
            "Tell me the capital of France.",
            "What is your address?",
        ],
    };

    /// <param name="speak">Synthesises a sentence.</param>
    public static async Task<IReadOnlyList<BenchUtterance>> AllAsync(
        string language,
        Func<string, CancellationToken, Task<Recording>> speak,
        CancellationToken cancellationToken
    )
    {
        var utterances = new List<BenchUtterance>();
        foreach (var text in Sentences[language])
        {
            utterances.Add(new BenchUtterance(text, await speak(text, cancellationToken)));
        }

        return utterances;
    }
}
