namespace LocalVoice.Core.Text.Clauses;

/// <summary>Finds what follows whitespace and marks. Passes each character once, however the text is split into deltas.</summary>
internal sealed class Lookahead
{
    // What follows more marks than these ends nothing: it bounds the work on text of nothing else.
    private const int MostMarks = 64;

    private int _visible;
    private int _marksEnd;

    /// <summary>Restarts after the text before the last end was removed.</summary>
    public void Restart() => _visible = _marksEnd = 0;

    /// <summary>Index of the first visible character from <paramref name="start"/>; the text's length where it has not come.</summary>
    public int Visible(ReadOnlySpan<char> text, int start)
    {
        _visible = Math.Max(_visible, start);
        while (_visible < text.Length && char.IsWhiteSpace(text[_visible]))
        {
            _visible++;
        }

        return _visible;
    }

    /// <summary>End of the run of marks and closing brackets that <paramref name="position"/> is in.</summary>
    public int EndOfMarks(ReadOnlySpan<char> text, int position)
    {
        _marksEnd = Math.Max(_marksEnd, position);
        var limit = Math.Min(text.Length, position + MostMarks);
        while (_marksEnd < limit && (PunctuationRules.IsMark(text[_marksEnd]) || PunctuationRules.IsCloser(text[_marksEnd])))
        {
            _marksEnd++;
        }

        return _marksEnd;
    }
}
