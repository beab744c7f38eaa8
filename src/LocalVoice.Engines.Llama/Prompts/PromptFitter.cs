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

    /// <param name="responseTokens">Tokens reserved for the response.</param>
    /// <exception cref="EngineException">The instructions, or they and the last turn, do not fit.</exception>
    public FittedPrompt Fit(PromptConversation conversation, int responseTokens, PromptEnding ending)
    {
        var budget = conversationTokens - responseTokens;
        var tokens = tokenizer.Tokenize(conversation.Messages(), ending);
        if (tokens.Length <= budget)
        {
            return new FittedPrompt(tokens, 0);
        }

        RequireInstructions(conversation, responseTokens, budget);
        var droppable = conversation.Turns.Where(turn => !turn.Pinned).SkipLast(1).ToList();
        var dropped = OldestOf(droppable, Portion(tokens.Length - budget, budget));
        for (; dropped <= droppable.Count; dropped++)
        {
            tokens = tokenizer.Tokenize(conversation.Messages(dropped), ending);
            if (tokens.Length <= budget)
            {
                return new FittedPrompt(tokens, dropped);
            }
        }

        throw new EngineException(
            $"The instructions and the last turn need {tokens.Length} tokens; of {conversationTokens}, {responseTokens} "
                + $"are kept for the answer and {budget} remain."
        );
    }

    /// <summary>Number of turns, from the oldest, that together have at least this many tokens.</summary>
    private int OldestOf(List<PromptTurn> turns, int wanted)
    {
        var count = 0;
        for (var tokens = 0; count < turns.Count && tokens < wanted; count++)
        {
            tokens += tokenizer.Tokenize(turns[count].Messages, PromptEnding.Closed).Length;
        }

        return count;
    }

    private static int Portion(int excess, int budget)
    {
        var portion = Math.Max(1, budget / Portions);
        return (excess + portion - 1) / portion * portion;
    }

    private void RequireInstructions(PromptConversation conversation, int responseTokens, int budget)
    {
        var needed = conversation.System is null ? 0 : tokenizer.Tokenize([conversation.System], PromptEnding.Closed).Length;
        if (needed >= budget)
        {
            throw new EngineException(
                $"The instructions and tools need {needed} tokens; of {conversationTokens}, {responseTokens} are kept for the "
                    + $"answer and {Math.Max(0, budget)} remain: shorten them, or raise ContextTokens if the model allows."
            );
        }
    }
}

/// <summary>A prompt that leaves room for its response.</summary>
internal sealed record FittedPrompt(LLamaToken[] Tokens, int DroppedTurns);
