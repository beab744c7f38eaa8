using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Ends a response's thought when it is too long: the mark that ends it takes the place of what was sampled.</summary>
internal sealed class ThinkingLimit(ThoughtMarks marks, int tokens)
{
    private bool _thinking;
    private int _thought;

    /// <summary>The response's next token.</summary>
    /// <param name="ends">Whether the sampled one would end the response, with nothing said.</param>
    public LLamaToken Next(LLamaToken sampled, bool ends)
    {
        if (!_thinking)
        {
            _thinking = sampled == marks.Open;
            return sampled;
        }

        var over = ends || sampled == marks.Close || _thought++ >= tokens;
        _thinking = !over;
        return over ? marks.Close : sampled;
    }
}
