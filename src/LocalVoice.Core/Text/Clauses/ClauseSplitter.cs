using System.Runtime.InteropServices;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>
/// Splits a response into clauses while it is generated. A clause is returned as soon as the text allows: a mark at
/// the end of the pushed text waits for the next character only where that could change its meaning. One response,
/// one thread.
/// </summary>
/// <param name="language">The response's language code; selects the abbreviation tables.</param>
internal sealed class ClauseSplitter(string language, ClauseOptions? options = null)
{
    private readonly List<char> _pending = [];
    private readonly BoundaryScanner _scanner = new(ClauseLanguage.Of(language), options ?? ClauseOptions.Default);
    private int _start;
    private int _index;
    private bool _complete;

    /// <summary>Adds the next text delta.</summary>
    /// <exception cref="InvalidOperationException">The splitter was flushed.</exception>
    public void Push(ReadOnlySpan<char> delta)
    {
        if (_complete)
        {
            throw new InvalidOperationException("The answer is over: a flushed splitter takes no more text.");
        }

        _pending.RemoveRange(0, _start);
        _start = 0;
        _pending.AddRange(delta);
    }

    /// <summary>Ends the response: pending text may now be taken as its last clauses.</summary>
    public void Flush() => _complete = true;

    /// <summary>Takes the next clause if it is complete.</summary>
    public bool TryTake(out Clause clause)
    {
        var text = CollectionsMarshal.AsSpan(_pending)[_start..];
        var length = _scanner.FindEnd(text, first: _index == 0, _complete, out var endsSentence);
        if (_complete && (length == 0 || !((ReadOnlySpan<char>)text[length..]).ContainsWord()))
        {
            (length, endsSentence) = (text.Length, true);
        }

        if (length == 0)
        {
            clause = default;
            return false;
        }

        clause = new(new(text[..length]), _index++, endsSentence);
        _start += length;
        _scanner.Restart();
        return true;
    }
}
