using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>Finds the end of the next clause. Reads each character once, however the text is split into deltas.</summary>
internal sealed class BoundaryScanner
{
    private readonly ClauseLanguage _language;
    private readonly ClauseOptions _options;
    private readonly Lookahead _lookahead = new();
    private readonly PunctuationRules _punctuation;
    private readonly GapRules _gaps;

    private int _position;
    private Range _before;
    private int _tokenStart;
    private int _words;
    private int _lastGap;
    private int _lastBound;
    private int _boundWords;
    private int _phraseEnd;

    public BoundaryScanner(ClauseLanguage language, ClauseOptions options)
    {
        (_language, _options) = (language, options);
        _punctuation = new(language, _lookahead);
        _gaps = new(language, _lookahead);
        Restart();
    }

    /// <summary>Restarts after the text before the last end was removed.</summary>
    public void Restart()
    {
        _position = _tokenStart = _words = _lastGap = _lastBound = _boundWords = _phraseEnd = 0;
        _before = 0..0;
        _lookahead.Restart();
    }

    /// <summary>Length of the clause at the start of <paramref name="text"/>, or 0 while it is incomplete.</summary>
    /// <param name="complete">Whether no more text follows.</param>
    public int FindEnd(ReadOnlySpan<char> text, bool first, bool complete, out bool endsSentence)
    {
        endsSentence = false;
        for (; _position < text.Length; _position++)
        {
            if (Overflow() is var cut and > 0)
            {
                return cut;
            }

            var character = text[_position];
            if (char.IsWhiteSpace(character))
            {
                if (ReadGap(text, first, complete) is not { } end)
                {
                    return 0;
                }

                if (end > 0)
                {
                    return end;
                }

                continue;
            }

            var mark = ReadMark(text, complete);
            if (mark == Mark.Undecided)
            {
                return 0;
            }

            if (mark != Mark.None && Ends(text, mark, first))
            {
                endsSentence = mark == Mark.Sentence;
                return _lookahead.EndOfMarks(text, _position);
            }

            if (_position - _tokenStart >= 2 * _options.MaxLength)
            {
                return char.IsLowSurrogate(character) ? _position + 1 : _position;
            }
        }

        // What is written of the next word is usually all of it: models write words that begin phrases at once.
        return EndsBefore(text[_tokenStart..]) ? _phraseEnd : 0;
    }

    /// <summary>Where a clause ends that has become too long: between expressions, within one if need be.</summary>
    private int Overflow() =>
        _position > _options.MaxLength && _lastGap > 0 ? _lastGap
        : _position > 2 * _options.MaxLength ? _lastBound
        : 0;

    /// <summary>Whether the first clause ends before the word, with which another phrase begins.</summary>
    private bool EndsBefore(ReadOnlySpan<char> word) => _phraseEnd > 0 && _language.BeginsPhrase(word);

    private Mark ReadMark(ReadOnlySpan<char> text, bool complete) =>
        PunctuationRules.IsMark(text[_position])
            ? _punctuation.Read(text, _tokenStart, _position, afterMonth: _language.IsMonth(text[_before]), complete)
            : Mark.None;

    /// <summary>Whether a mark at the current position ends the clause.</summary>
    private bool Ends(ReadOnlySpan<char> text, Mark mark, bool first)
    {
        var words = _words + (HasWord(text) ? 1 : 0);
        if (mark == Mark.Sentence)
        {
            // A number alone is a list item's: it stays with the text that follows.
            return words > 1 || text[.._position].ContainsLetter();
        }

        return first ? words >= _options.FirstMinWords : words > 0 && _position + 1 >= _options.MinLength;
    }

    /// <summary>
    /// At whitespace: counts the word before it and returns the clause's length when it is long enough, else 0; null while the
    /// next character decides.
    /// </summary>
    private int? ReadGap(ReadOnlySpan<char> text, bool first, bool complete)
    {
        if (_position > _tokenStart)
        {
            if (EndsBefore(text[_tokenStart.._position]))
            {
                return _phraseEnd;
            }

            var gap = _gaps.Read(text, text[_before], _tokenStart, _position, complete);
            if (gap == Gap.Undecided)
            {
                return null;
            }

            if (EndAtWord(text, first, gap) is var end and > 0)
            {
                return end;
            }

            _before = _tokenStart.._position;
        }

        _tokenStart = _position + 1;
        return 0;
    }

    private int EndAtWord(ReadOnlySpan<char> text, bool first, Gap gap)
    {
        if (HasWord(text))
        {
            _words++;
            if (LineEnds(text, first))
            {
                return _position;
            }

            if (gap != Gap.Bound && first && EndsFirst(text, gap))
            {
                return _position;
            }
        }

        if (gap != Gap.Bound)
        {
            _lastGap = _position;
            return _position < _options.MaxLength ? 0 : _position;
        }

        (_lastBound, _boundWords, _phraseEnd) = (_position, _words, 0);
        return 0;
    }

    /// <summary>Whether the first clause has words enough, and does not end in one that leans on the next.</summary>
    private bool EndsFirst(ReadOnlySpan<char> text, Gap gap)
    {
        if (_words < _options.FirstPhraseWords)
        {
            return false;
        }

        var leans = gap == Gap.Leaning || ContinuesPhrase(text[_tokenStart.._position]);
        _phraseEnd = leans ? 0 : _position;
        var grace = leans ? _options.FirstGraceWords : 0;
        return _words >= Math.Max(_options.FirstMaxWords, leans ? _boundWords : 0) + grace;
    }

    private bool LineEnds(ReadOnlySpan<char> text, bool first) =>
        text[_position] == '\n' && (first ? _words >= _options.FirstMinWords : _position >= _options.MinLength);

    /// <summary>Whether the word must not be separated from the next by a pause.</summary>
    private bool ContinuesPhrase(ReadOnlySpan<char> word) =>
        _language.ContinuesPhrase(word.TrimStart(ClauseLanguage.Openers))
        || (word[^1] == '.' && _language.KindOf(word) == AbbreviationKind.None);

    private bool HasWord(ReadOnlySpan<char> text) => text[_tokenStart.._position].ContainsWord();
}
