using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines;

/// <summary>Conversations of a given length in tokens, different for each caller.</summary>
/// <param name="words">Words in the system message.</param>
internal sealed class BenchPrompt(int words)
{
    // Lengths of the two prompts that calibrate tokens per word; chosen by trial, not measured.
    private const int FewWords = 40;
    private const int ManyWords = 120;

    private static readonly string[] Vocabulary = (
        "reserva mesa para cuatro personas el viernes por la noche y enciende la luz de la cocina a las ocho con un "
        + "temporizador de diez minutos"
    ).Split(' ');

    public int Words => words;

    /// <summary>
    /// Measures how many tokens of the model a word takes. For a model without token counts, one token per word is
    /// assumed.
    /// </summary>
    /// <param name="tokens">Length of the whole prompt, template included.</param>
    public static async Task<BenchPrompt> OfTokensAsync(
        IChatClient chat,
        int tokens,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var few = await CountAsync(FewWords);
        var many = await CountAsync(ManyWords);
        var perWord = (many - few) / (double)(ManyWords - FewWords);
        var words = perWord > 0 ? FewWords + ((tokens - few) / perWord) : tokens;
        return new BenchPrompt(Math.Clamp((int)Math.Round(words), 1, tokens));

        async Task<long> CountAsync(int count) =>
            (
                await TimedResponse.OfAsync(chat, $"count-{count}", new BenchPrompt(count).Messages(0, 0), 1, time, cancellationToken)
            ).PromptTokens;
    }

    /// <param name="caller">Prompts of different callers share only the template's beginning.</param>
    /// <param name="turn">Prompts of a caller's turns differ only in the user's last words.</param>
    public IReadOnlyList<ChatMessage> Messages(int caller, int turn)
    {
        var first = caller % Vocabulary.Length;
        var text = Enumerable
            .Range(0, words)
            .Select(i => Vocabulary[(first + (i * (1 + (caller / Vocabulary.Length)))) % Vocabulary.Length]);
        return
        [
            new ChatMessage(ChatRole.System, string.Join(' ', text)),
            new ChatMessage(ChatRole.User, $"¿{Vocabulary[turn % Vocabulary.Length]}?"),
        ];
    }
}
