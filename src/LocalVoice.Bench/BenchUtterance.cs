using LocalVoice.Client.Audio;

namespace LocalVoice.Bench;

/// <summary>A sentence of the starter models' domain with its recording.</summary>
public sealed record BenchUtterance(string Text, Recording Recording)
{
    private static readonly Dictionary<string, (string Text, string Response)[]> Sentences = new()
    {
        ["es"] =
        [
            (
                "Quiero reservar una mesa para cuatro personas el viernes a las ocho.",
                "De acuerdo, mesa para cuatro el viernes a las ocho. ¿A qué nombre la pongo?"
            ),
            ("¿Cuál es la capital de Italia?", "La capital de Italia es Roma."),
            ("Enciende la luz de la cocina.", "Hecho. La luz de la cocina está encendida."),
            ("¿A qué hora abrís?", "Abrimos todos los días a las nueve de la mañana."),
            ("Pon un temporizador de diez minutos.", "He puesto un temporizador de diez minutos."),
            ("¿Cuánto es tres más cuatro?", "Tres más cuatro son siete."),
            ("¿Qué puedes hacer?", "Puedo reservar mesa, encender luces y responder preguntas. ¿Qué necesitas?"),
            ("Dime la capital de Francia.", "La capital de Francia es París."),
        ],
        ["ca"] =
        [
            ("Quina és la capital de França?", "La capital de França és París."),
            ("Apaga el llum del saló.", "Fet. El llum del saló està apagat."),
            ("A quina hora obriu?", "Obrim cada dia a les nou del matí."),
            ("Posa un temporitzador de cinc minuts.", "He posat un temporitzador de cinc minuts."),
            ("Quant és dos més tres?", "Dos més tres són cinc."),
            ("Què pots fer?", "Puc reservar taula, encendre llums i respondre preguntes. Què necessites?"),
            ("Digues la capital de Portugal.", "La capital de Portugal és Lisboa."),
            ("Quina és l'adreça?", "Som al carrer Major, número dotze."),
        ],
        ["en"] =
        [
            ("What is the capital of Germany?", "The capital of Germany is Berlin."),
            ("Turn on the light in the kitchen.", "Done. The kitchen light is on."),
            ("What time do you open?", "We open every day at nine in the morning."),
            ("Set a timer for ten minutes.", "I have set a timer for ten minutes."),
            ("How much is three plus four?", "Three plus four is seven."),
            ("What can you do?", "I can book a table, switch lights and answer questions. What do you need?"),
            ("Tell me the capital of France.", "The capital of France is Paris."),
            ("What is your address?", "We are at twelve Main Street."),
        ],
    };

    /// <summary>What a service that understands nothing may answer to it; empty for nothing.</summary>
    public string Response { get; init; } = "";

    /// <param name="speak">Synthesises a sentence.</param>
    public static async Task<IReadOnlyList<BenchUtterance>> AllAsync(
        string language,
        Func<string, CancellationToken, Task<Recording>> speak,
        CancellationToken cancellationToken
    )
    {
        var utterances = new List<BenchUtterance>();
        foreach (var (text, response) in Sentences[language])
        {
            utterances.Add(new BenchUtterance(text, await speak(text, cancellationToken)) { Response = response });
        }

        return utterances;
    }
}
