using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines;

/// <summary>Conversations of a wanted number of tokens, which no two callers share.</summary>
/// <param name="words">In the system message.</param>
internal sealed class BenchPrompt(int words)
{
    private const int FewWords = 40;
    private const int ManyWords = 120;

    private static readonly string[] Vocabulary = (
        "reserva mesa para cuatro personas el viernes por la noche y enciende la luz de la cocina a las ocho con un "
        + "temporizador de diez minutos"
    ).Split(' ');

    public int Words => words;

    /// <summary>Finds out how many tokens of this model a word takes. A model that does not count gets one word per token.</summary>
    /// <param name="tokens">Of the whole prompt, its template included.</param>
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

    /// <param name="caller">Different callers have nothing in common but the template's beginning.</param>
    /// <param name="turn">Different turns of a caller have all but the user's last words in common.</param>
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
