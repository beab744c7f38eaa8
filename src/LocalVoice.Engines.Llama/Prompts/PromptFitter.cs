using LLama.Native;
using LocalVoice.Chat;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// Drops the oldest whole turns of a conversation that exceeds the context, and when none is left the oldest pinned ones.
/// A quarter of the budget is dropped at a time: dropping single turns would change every prompt's beginning and invalidate
/// the cache. Of the pinned ones no more are dropped than must be.
/// </summary>
internal sealed class PromptFitter(IPromptTokenizer tokenizer, int conversationTokens)
{
    // A quarter: chosen by trial, not measured.
    private const int Portions = 4;

    // A conversation with more is not even tokenised as a whole: no vocabulary has so many to a token of speech.
    private const int MostCharactersPerToken = 16;

    /// <param name="responseTokens">
    /// Most tokens of the response; they are kept for it. Of a limit beyond half of the conversation's, which is no length
    /// that anybody expects, only half is kept, or an eighth where the instructions need more.
    /// </param>
    /// <exception cref="RequestRefusedException">
    /// The instructions, or they and the last turn, do not fit; or nothing may be left out, and it would have to be.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns.</exception>
    public FittedPrompt Fit(
        PromptConversation conversation,
        int responseTokens,
        PromptEnding ending,
        Truncation truncation,
        CancellationToken cancellationToken
    )
    {
        if (responseTokens <= conversationTokens / 2)
        {
            return FitBeside(responseTokens, conversation, ending, truncation, cancellationToken);
        }

        try
        {
            return FitBeside(conversationTokens / 2, conversation, ending, truncation, cancellationToken);
        }
        catch (RequestRefusedException)
        {
            return FitBeside(conversationTokens / 8, conversation, ending, truncation, cancellationToken);
        }
    }

    private FittedPrompt FitBeside(
        int responseTokens,
        PromptConversation conversation,
        PromptEnding ending,
        Truncation truncation,
        CancellationToken cancellationToken
    )
    {
        var budget = conversationTokens - responseTokens;
        if (truncation.MostTokens is { } most)
        {
            budget = (int)Math.Min(budget, (long)most + FrameOf(conversation));
        }

        RefuseHopeless(conversation, responseTokens, budget);
        var whole = IsHopeless(conversation.Messages(), budget) ? null : tokenizer.Tokenize(conversation.Messages(), ending);
        if (whole?.Length <= budget)
        {
            return new FittedPrompt(whole, 0, 0);
        }

        if (!truncation.Allowed)
        {
            throw new RequestRefusedException(
                $"The conversation needs more than the {budget} tokens that there are beside the response, and nothing of it may "
                    + "be left out: delete items, or allow truncation."
            );
        }

        var instructions = RequireInstructions(conversation, responseTokens, budget);
        var turns = new TurnLengths(
            tokenizer,
            conversation.Turns,
            (long)budget * MostCharactersPerToken,
            MostCharactersPerToken,
            cancellationToken
        );
        var needed = whole?.Length ?? instructions + turns.Left(0, 0);
        var (dropped, pinned) = (0, 0);
        do
        {
            // The second time only when turns are shorter in their context than alone: what is missing then shrinks fast.
            var missing = Math.Max(1, needed - budget);
            (dropped, pinned) =
                dropped < turns.Droppable
                    ? (turns.Drop(dropped, dropped == 0 ? Portion(missing, budget, truncation.Retained) : missing), pinned)
                    : (dropped, turns.DropPinned(pinned, missing));
            cancellationToken.ThrowIfCancellationRequested();
            var tokens = IsHopeless(conversation.Messages(dropped, pinned), budget)
                ? null
                : tokenizer.Tokenize(conversation.Messages(dropped, pinned), ending);
            if (tokens?.Length <= budget)
            {
                return new FittedPrompt(tokens, dropped, pinned);
            }

            needed = tokens?.Length ?? instructions + turns.Left(dropped, pinned);
        } while (dropped < turns.Droppable || pinned < turns.Pinned);

        throw new RequestRefusedException(
            $"The instructions and the last turn need {needed} tokens; of {conversationTokens}, {responseTokens} "
                + $"are kept for the answer and {budget} remain."
        );
    }

    private static bool IsHopeless(IEnumerable<PromptMessage> messages, int budget) =>
        messages.Sum(message => (long)message.Content.Length) > (long)budget * MostCharactersPerToken;

    /// <summary>What is kept in any case is not tokenised either when its length alone shows that it does not fit.</summary>
    private void RefuseHopeless(PromptConversation conversation, int responseTokens, int budget)
    {
        var least = (conversation.KeptCharacters + MostCharactersPerToken - 1) / MostCharactersPerToken;
        if (least > budget)
        {
            throw new RequestRefusedException(
                $"The instructions and the last turn need more than {least} tokens; of {conversationTokens}, {responseTokens} "
                    + $"are kept for the answer and {budget} remain."
            );
        }
    }

    private static int Portion(int excess, int budget, double? retained)
    {
        if (retained is { } share)
        {
            return excess + (int)(budget * (1 - share));
        }

        var portion = Math.Max(1, budget / Portions);
        return (excess + portion - 1) / portion * portion;
    }

    private int FrameOf(PromptConversation conversation)
    {
        List<PromptMessage> frame = [.. conversation.Frame];
        return frame.Count == 0 ? 0 : tokenizer.Tokenize(frame, PromptEnding.Closed).Length;
    }

    /// <returns>Tokens of the instructions.</returns>
    private int RequireInstructions(PromptConversation conversation, int responseTokens, int budget)
    {
        var needed = FrameOf(conversation);
        if (needed >= budget)
        {
            throw new RequestRefusedException(
                $"The instructions and tools need {needed} tokens; of {conversationTokens}, {responseTokens} are kept for the "
                    + $"answer and {Math.Max(0, budget)} remain: shorten them, or raise ContextTokens if the model allows."
            );
        }

        return needed;
    }
}

/// <summary>A prompt that leaves room for its response.</summary>
/// <param name="DroppedPinned">Pinned turns, which are not counted among the others.</param>
internal sealed record FittedPrompt(LLamaToken[] Tokens, int DroppedTurns, int DroppedPinned);
