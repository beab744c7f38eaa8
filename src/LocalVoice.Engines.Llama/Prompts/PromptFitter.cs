using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// Drops the oldest whole turns of a conversation that exceeds the context. A quarter of the budget is dropped at a
/// time: dropping single turns would change every prompt's beginning and invalidate the cache.
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
    /// <exception cref="RequestRefusedException">The instructions, or they and the last turn, do not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns.</exception>
    public FittedPrompt Fit(PromptConversation conversation, int responseTokens, PromptEnding ending, CancellationToken cancellationToken)
    {
        if (responseTokens <= conversationTokens / 2)
        {
            return FitBeside(responseTokens, conversation, ending, cancellationToken);
        }

        try
        {
            return FitBeside(conversationTokens / 2, conversation, ending, cancellationToken);
        }
        catch (RequestRefusedException)
        {
            return FitBeside(conversationTokens / 8, conversation, ending, cancellationToken);
        }
    }

    private FittedPrompt FitBeside(
        int responseTokens,
        PromptConversation conversation,
        PromptEnding ending,
        CancellationToken cancellationToken
    )
    {
        var budget = conversationTokens - responseTokens;
        RefuseHopeless(conversation, responseTokens, budget);
        var whole =
            conversation.Characters > (long)budget * MostCharactersPerToken ? null : tokenizer.Tokenize(conversation.Messages(), ending);
        if (whole?.Length <= budget)
        {
            return new FittedPrompt(whole, 0);
        }

        var instructions = RequireInstructions(conversation, responseTokens, budget);
        var turns = new TurnLengths(
            tokenizer,
            conversation.Turns,
            (long)budget * MostCharactersPerToken,
            MostCharactersPerToken,
            cancellationToken
        );
        var needed = whole?.Length ?? instructions + turns.All();
        var missing = Portion(needed - budget, budget);
        var dropped = 0;
        do
        {
            // The second time only when turns are shorter in their context than alone: what is missing then shrinks fast.
            dropped = turns.Drop(dropped, missing);
            cancellationToken.ThrowIfCancellationRequested();
            var tokens = tokenizer.Tokenize(conversation.Messages(dropped), ending);
            if (tokens.Length <= budget)
            {
                return new FittedPrompt(tokens, dropped);
            }

            needed = tokens.Length;
            missing = needed - budget;
        } while (dropped < turns.Droppable);

        throw new RequestRefusedException(
            $"The instructions and the last turn need {needed} tokens; of {conversationTokens}, {responseTokens} "
                + $"are kept for the answer and {budget} remain."
        );
    }

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

    private static int Portion(int excess, int budget)
    {
        var portion = Math.Max(1, budget / Portions);
        return (excess + portion - 1) / portion * portion;
    }

    /// <returns>Tokens of the instructions.</returns>
    private int RequireInstructions(PromptConversation conversation, int responseTokens, int budget)
    {
        var needed = conversation.System is null ? 0 : tokenizer.Tokenize([conversation.System], PromptEnding.Closed).Length;
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
internal sealed record FittedPrompt(LLamaToken[] Tokens, int DroppedTurns);
