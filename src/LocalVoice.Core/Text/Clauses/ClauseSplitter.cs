using System.Runtime.InteropServices;
using LocalVoice.Core.Text.Filtering;
using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>
/// Splits a response into clauses while it is generated. A clause is returned as soon as the text allows: a mark or a gap at
/// the end of the pushed text waits for the next character only where that could change its meaning. Accents that come as
/// characters of their own are joined with their letters. One response, one thread.
/// </summary>
/// <param name="language">The response's language code; selects the tables.</param>
internal sealed class ClauseSplitter(string language, ClauseOptions? options = null)
{
    // Accents that are characters of their own come after it.
    private const char LastPlain = '\u02ff';

    private readonly List<char> _pending = [];
    private readonly BoundaryScanner _scanner = new(ClauseLanguage.Of(language), options ?? ClauseOptions.Default);
    private int _start;
    private int _index;
    private int _nextWord;
    private bool _complete;

    /// <summary>Adds the next text delta. <see cref="Signals.Discard"/> in it forgets what is before it and was not taken.</summary>
    /// <exception cref="InvalidOperationException">The splitter was flushed.</exception>
    public void Push(ReadOnlySpan<char> delta)
    {
        if (_complete)
        {
            throw new InvalidOperationException("The response is over: a flushed splitter takes no more text.");
        }

        _pending.RemoveRange(0, _start);
        _start = 0;
        if (delta.LastIndexOf(Signals.Discard) is var discard and >= 0)
        {
            _pending.Clear();
            _scanner.Restart();
            delta = delta[(discard + 1)..];
        }

        Append(delta);
    }

    /// <summary>Ends the response: pending text may now be taken as its last clauses.</summary>
    public void Flush() => _complete = true;

    /// <summary>Takes the next clause if it is complete.</summary>
    public bool TryTake(out Clause clause)
    {
        var text = CollectionsMarshal.AsSpan(_pending)[_start..];
        var length = _scanner.FindEnd(text, first: _index == 0, _complete, out var endsSentence);
        if (_complete && (length == 0 || !HasWordFrom(_start + length)))
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

    private void Append(ReadOnlySpan<char> delta)
    {
        var plain = delta.IndexOfAnyExceptInRange('\0', LastPlain);
        _pending.AddRange(plain < 0 ? delta : delta[..plain]);
        foreach (var character in plain < 0 ? [] : delta[plain..])
        {
            if (_pending.Count > 0 && ComposedText.TryJoin(_pending[^1], character, out var joined))
            {
                _pending[^1] = joined;
            }
            else
            {
                _pending.Add(character);
            }
        }
    }

    /// <summary>Whether a clause follows that can be said. Looks at each character once.</summary>
    private bool HasWordFrom(int index)
    {
        _nextWord = Math.Max(_nextWord, index);
        var text = CollectionsMarshal.AsSpan(_pending);
        while (_nextWord < text.Length && !((ReadOnlySpan<char>)text.Slice(_nextWord, 1)).ContainsWord())
        {
            _nextWord++;
        }

        return _nextWord < text.Length;
    }
}
