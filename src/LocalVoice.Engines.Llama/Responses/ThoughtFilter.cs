using LLama.Native;
using LocalVoice.Engines.Llama.Scheduling;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Hides what a model thinks aloud, and the blank lines after it. One response, one thread.</summary>
internal sealed class ThoughtFilter(ThoughtMarks marks)
{
    private bool _thinking;
    private bool _blank;

    public bool Hides(LLamaToken token)
    {
        if (token == marks.Open || token == marks.Close)
        {
            _thinking = token == marks.Open;
            _blank = true;
            return true;
        }

        return _thinking;
    }

    /// <summary>The text without the white space that follows a thought.</summary>
    public string AfterThought(string text)
    {
        var rest = _blank ? text.TrimStart() : text;
        _blank &= rest.Length == 0;
        return rest;
    }
}
