namespace LocalVoice.Core.Text.Clauses;

/// <summary>Finds the end of the next clause. Reads each character once, however the text is split into deltas.</summary>
internal sealed class BoundaryScanner(ClauseLanguage language, ClauseOptions options)
{
    private readonly PunctuationRules _punctuation = new(language);

    private int _position;
    private int _tokenStart;
    private int _words;
    private int _lastGap;
    private int _phraseEnd;
    private int _marksEnd;

    /// <summary>Restarts after the text before the last end was removed.</summary>
    public void Restart() => _position = _tokenStart = _words = _lastGap = _phraseEnd = _marksEnd = 0;

    /// <summary>Length of the clause at the start of <paramref name="text"/>, or 0 while it is incomplete.</summary>
    /// <param name="complete">Whether no more text follows.</param>
    public int FindEnd(ReadOnlySpan<char> text, bool first, bool complete, out bool endsSentence)
    {
        endsSentence = false;
        for (; _position < text.Length; _position++)
        {
            if (_position > options.MaxLength && _lastGap > 0)
            {
                return _lastGap;
            }

            var character = text[_position];
            if (char.IsWhiteSpace(character))
            {
                if (ReadGap(text, first) is var end and > 0)
                {
                    return end;
                }

                continue;
            }

            var mark = ReadMark(text, complete);
            if (mark == Mark.Undecided)
            {
                break;
            }

            if (mark != Mark.None && Ends(text, mark, first))
            {
                endsSentence = mark == Mark.Sentence;
                return _marksEnd;
            }

            if (_position - _tokenStart >= 2 * options.MaxLength)
            {
                return char.IsLowSurrogate(character) ? _position + 1 : _position;
            }
        }

        // What is written of the next word is usually all of it: models write words that begin phrases at once.
        return _position == text.Length && EndsBefore(text[_tokenStart..]) ? _phraseEnd : 0;
    }

    /// <summary>Whether the first clause ends before the word, with which another phrase begins.</summary>
    private bool EndsBefore(ReadOnlySpan<char> word) => _phraseEnd > 0 && language.BeginsPhrase(word);

    /// <summary>Classifies the current character. The end of a run of marks is kept, so that each is passed once.</summary>
    private Mark ReadMark(ReadOnlySpan<char> text, bool complete)
    {
        if (!PunctuationRules.IsMark(text[_position]))
        {
            return Mark.None;
        }

        _marksEnd = PunctuationRules.EndOfMarks(text, Math.Max(_position, _marksEnd));
        return _punctuation.Read(text, _tokenStart, _position, _marksEnd, complete);
    }

    /// <summary>Whether a mark at the current position ends the clause.</summary>
    private bool Ends(ReadOnlySpan<char> text, Mark mark, bool first)
    {
        var words = _words + (HasWord(text) ? 1 : 0);
        if (mark == Mark.Sentence)
        {
            // A number alone is a list item's: it stays with the text that follows.
            return words > 1 || text[.._position].ContainsLetter();
        }

        return first ? words >= options.FirstMinWords : words > 0 && _position + 1 >= options.MinLength;
    }

    /// <summary>At whitespace: counts the word before it and returns the clause's length when it is long enough.</summary>
    private int ReadGap(ReadOnlySpan<char> text, bool first)
    {
        var end = 0;
        if (HasWord(text))
        {
            if (EndsBefore(text[_tokenStart.._position]))
            {
                return _phraseEnd;
            }

            _words++;
            end = EndAtWord(text, first);
        }

        if (end == 0 && _position > _tokenStart)
        {
            _lastGap = _position;
        }

        _tokenStart = _position + 1;
        return end;
    }

    private int EndAtWord(ReadOnlySpan<char> text, bool first)
    {
        if (first && _words >= options.FirstPhraseWords)
        {
            var leans = ContinuesPhrase(text[_tokenStart.._position]);
            if (_words >= (leans ? options.FirstMaxWords + options.FirstGraceWords : options.FirstMaxWords))
            {
                return _position;
            }

            _phraseEnd = leans ? 0 : _position;
        }

        if (text[_position] == '\n' && (first ? _words >= options.FirstMinWords : _position >= options.MinLength))
        {
            return _position;
        }

        return _position < options.MaxLength ? 0 : _position;
    }

    /// <summary>Whether the word must not be separated from the next by a pause.</summary>
    private bool ContinuesPhrase(ReadOnlySpan<char> word) =>
        char.IsDigit(word[^1]) || word[^1] == '.' || language.ContinuesPhrase(word.TrimStart("¿¡(\"'«“"));

    private bool HasWord(ReadOnlySpan<char> text) => text[_tokenStart.._position].ContainsWord();
}
