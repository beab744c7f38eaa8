using LocalVoice.Chat;
using LocalVoice.Core.Evidence;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Turns.Endpointing.Calibration;

/// <summary>
/// Finds what a language model's <see cref="MessageEnd"/> is worth, by sentences of which it is known whether they are whole.
/// </summary>
public static class MessageEndCalibration
{
    /// <summary>Higher whenever the same model would be measured otherwise: other sentences, or another fit.</summary>
    public const int Revision = 1;

    private const string Conversation = "calibration";

    /// <summary>Asks for one token after each sentence, one at a time, with the priority of what nobody waits for.</summary>
    /// <param name="instructions">The system message of the sessions to come: the probabilities depend on it.</param>
    /// <returns>Null when the language has no sentences, or the model tells nothing of use.</returns>
    public static async Task<EvidenceScale?> MeasureAsync(
        IChatClient chat,
        string instructions,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(chat);
        if (LabelledSentences.Of(language) is not { } sentences)
        {
            return null;
        }

        try
        {
            var whole = await AskAsync(sentences.Whole).ConfigureAwait(false);
            var beginnings = whole.Count == 0 ? [] : await AskAsync(sentences.Beginnings).ConfigureAwait(false);
            return whole.Count == 0 || beginnings.Count == 0 ? null : EvidenceScale.Fit(whole, beginnings);
        }
        finally
        {
            chat.GetService<IPromptPrefill>()?.Release(Conversation);
        }

        async Task<List<double>> AskAsync(IReadOnlyList<string> texts)
        {
            var told = new List<double>();
            foreach (var text in texts)
            {
                var options = new ChatOptions { ConversationId = Conversation, MaxOutputTokens = 1 }
                    .WithPriority(ChatPriority.Prefill)
                    .WithMessageEnd(new(told.Add));
                await chat.GetResponseAsync([new(ChatRole.System, instructions), new(ChatRole.User, text)], options, cancellationToken)
                    .ConfigureAwait(false);
                if (told.Count == 0)
                {
                    return told;
                }
            }

            return told;
        }
    }
}
