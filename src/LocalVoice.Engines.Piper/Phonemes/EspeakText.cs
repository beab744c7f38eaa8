using System.Globalization;
using System.Text;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Makes a text safe for espeak-ng: runs, words and chains of dotted letters longer than the bound are broken by spaces
/// and commas, surplus combining marks and characters without a sound are dropped. Text within the bound is unchanged.
/// </summary>
internal sealed class EspeakText
{
    private const string WordMarks = ".,;:?!";
    private const string Dots = ".\u3002\uFF0E\uFF61\u2024";
    private const int MaxCharactersBetweenDots = 1;
    private const int Spare = 16;
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int SyllableBytes = 9;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    private readonly EspeakBound _bound;
    private readonly bool _anyScript;
    private readonly StringBuilder _safe;
    private int _runBytes;
    private int _wordCharacters;
    private int _marks;
    private int _charactersSinceDot;
    private int _dottedLetters;

    private EspeakText(EspeakBound bound, string voice, int length) =>
        (_bound, _anyScript, _safe) = (bound, VoiceScripts.IsOfAnotherScript(voice), new StringBuilder(length + Spare));

    /// <param name="text">Any text; lone surrogates become spaces.</param>
    /// <param name="voice">espeak-ng's name of the voice, which decides the scripts that are read.</param>
    /// <returns>Valid UTF-16 without control characters other than line feeds and tabs.</returns>
    public static string Within(EspeakBound bound, string text, string voice)
    {
        var espeakText = new EspeakText(bound, voice, text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            espeakText.Append(rune);
        }

        return espeakText._safe.ToString();
    }

    private void Append(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune) || IsUnspeakable(rune))
        {
            AppendSpace(rune.Value is '\n' or '\t' ? (char)rune.Value : ' ');
        }
        else if (IsMark(rune))
        {
            AppendMark(rune);
        }
        else if (Dots.Contains((char)rune.Value) && rune.IsBmp)
        {
            AppendDot(rune);
        }
        else
        {
            AppendCharacter(rune, Rune.IsLetterOrDigit(rune));
        }
    }

    /// <summary>A comma before a space ends espeak-ng's clause, and so a chain.</summary>
    private void AppendSpace(char space)
    {
        if (_safe.Length > 0 && _safe[^1] == ',')
        {
            _charactersSinceDot = MaxCharactersBetweenDots + 1;
        }

        _safe.Append(space);
        (_runBytes, _wordCharacters, _marks) = (0, 0, 0);
    }

    /// <summary>A mark without a base character has no sound of its own.</summary>
    private void AppendMark(Rune mark)
    {
        if (_runBytes > 0 && ++_marks <= _bound.Marks && _runBytes + Bytes(mark) <= _bound.RunBytes)
        {
            _safe.Append(mark.ToString());
            _runBytes += Bytes(mark);
        }
    }

    private void AppendDot(Rune dot)
    {
        _dottedLetters = _charactersSinceDot <= MaxCharactersBetweenDots ? _dottedLetters + 1 : 1;
        var ends = _dottedLetters > _bound.DottedLetters;
        AppendCharacter(ends ? new Rune(',') : dot, inWord: false);
        _charactersSinceDot = 0;
        if (ends)
        {
            AppendSpace(' ');
        }
    }

    private void AppendCharacter(Rune rune, bool inWord)
    {
        _wordCharacters = inWord ? _wordCharacters + 1 : 0;
        if (_wordCharacters > _bound.WordCharacters || _runBytes + Bytes(rune) > _bound.RunBytes)
        {
            AppendSpace(' ');
            _wordCharacters = inWord ? 1 : 0;
        }

        _safe.Append(rune.ToString());
        _runBytes += Bytes(rune);
        _marks = 0;
        _charactersSinceDot++;
    }

    /// <summary>
    /// Controls among others: espeak-ng takes U+0001 for the beginning of a command, and private characters for its own.
    /// </summary>
    private bool IsUnspeakable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => true,
            UnicodeCategory.Format => !IsJoiner(rune),
            _ => rune == Rune.ReplacementChar || !(_anyScript || VoiceScripts.IsLatin(rune)) || (_bound.WordsOnly && !IsWord(rune)),
        };

    /// <summary>UTF-8 bytes as espeak-ng copies them: it takes a Hangul syllable apart, into up to three letters of three bytes.</summary>
    private static int Bytes(Rune rune) => rune.Value is >= FirstSyllable and <= LastSyllable ? SyllableBytes : rune.Utf8SequenceLength;

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsMark(rune) || (rune.IsAscii && WordMarks.Contains((char)rune.Value));

    private static bool IsMark(Rune rune) =>
        IsJoiner(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    /// <summary>Persian and the scripts of India write with joiners; they count as marks.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;
}
