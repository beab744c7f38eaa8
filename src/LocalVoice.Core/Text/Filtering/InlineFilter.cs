using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Removes emphasis, inline code, links and escapes within a line. A link keeps its text and loses its address.</summary>
internal sealed class InlineFilter(ICharacterSink next) : ICharacterSink
{
    // Longer references are text; chosen by trial, not measured.
    private const int LongestReference = 4;

    private readonly LinkTarget _target = new();
    private readonly StringBuilder _reference = new();
    private char _previous;
    private char _marker;
    private int _markers;
    private bool _code;

    public void Write(char character)
    {
        if (_target.Swallows(character))
        {
            return;
        }

        if (_reference.Length > 0)
        {
            WriteReference(character);
        }
        else if (_markers > 0 && character == _marker && character is not ('\\' or '!'))
        {
            _markers++;
        }
        else if (!ReleaseMarkers(character))
        {
            WriteFresh(character);
        }
    }

    public void Complete()
    {
        ReleaseReference();
        ReleaseMarkers('\0');
        next.Complete();
    }

    private void WriteFresh(char character)
    {
        switch (character)
        {
            case '`':
                _code = !_code;
                break;
            case '\n' or Signals.Pause or Signals.Cell:
                _code = false;
                Emit(character);
                break;
            case '*' or '_' or '~' or '\\' when !_code:
            case '!' when !_code && IsGap(_previous):
                _marker = character;
                _markers = 1;
                break;
            case '[' when !_code:
                _reference.Append(character);
                break;
            case ']' when !_code:
                _target.Expect();
                break;
            default:
                Emit(character);
                break;
        }
    }

    /// <summary>Decides on the held markers once the next character is known. True when that character is consumed.</summary>
    private bool ReleaseMarkers(char following)
    {
        var (marker, count) = (_marker, _markers);
        _markers = 0;
        if (count == 0)
        {
            return false;
        }

        var escapes = marker == '\\' && (char.IsPunctuation(following) || char.IsSymbol(following));
        if (!escapes && Emphasis.IsText(marker, count, _previous, following))
        {
            for (var i = 0; i < count; i++)
            {
                Emit(marker);
            }
        }

        if (escapes)
        {
            Emit(following);
        }

        return escapes;
    }

    /// <summary>After <c>[</c>: footnotes (<c>[1]</c>, <c>[^2]</c>) and check boxes are dropped.</summary>
    private void WriteReference(char character)
    {
        if (character == ']')
        {
            _reference.Clear();
            _target.Expect();
        }
        else if (_reference.Length <= LongestReference && (char.IsAsciiDigit(character) || character is '^' or ' ' or 'x' or 'X'))
        {
            _reference.Append(character);
        }
        else
        {
            ReleaseReference();
            Write(character);
        }
    }

    private void ReleaseReference()
    {
        var text = _reference.ToString();
        _reference.Clear();
        foreach (var character in text.AsSpan(Math.Min(1, text.Length)))
        {
            Emit(character);
        }
    }

    private void Emit(char character)
    {
        next.Write(character);
        _previous = character;
    }

    private static bool IsGap(char character) => character == '\0' || char.IsWhiteSpace(character);
}
