using System.Net;
using System.Text;

namespace LocalVoice.Core.Text.Filtering.Html;

/// <summary>Writes the characters that HTML's entities stand for: <c>&amp;amp;</c>, <c>&amp;nbsp;</c>, <c>&amp;#8364;</c>.</summary>
internal sealed class EntityFilter(ICharacterSink next) : ICharacterSink
{
    // Longer names are for mathematicians, and their ampersand is text.
    private const int Longest = 12;

    private readonly StringBuilder _held = new();

    public void Write(char character)
    {
        if (character == '&')
        {
            Release();
            _held.Append(character);
        }
        else if (_held.Length == 0)
        {
            next.Write(character);
        }
        else
        {
            Continue(character);
        }
    }

    public void Complete()
    {
        Release();
        next.Complete();
    }

    private void Continue(char character)
    {
        _held.Append(character);
        if (character == ';')
        {
            var entity = _held.ToString();
            _held.Clear();
            Decode(entity);
        }
        else if (_held.Length > Longest || !(char.IsAsciiLetterOrDigit(character) || (character == '#' && _held.Length == 2)))
        {
            Release();
        }
    }

    private void Decode(string entity)
    {
        var decoded = WebUtility.HtmlDecode(entity);
        if (decoded == "&")
        {
            // Of text that was encoded twice.
            _held.Append(decoded);
            return;
        }

        foreach (var character in decoded)
        {
            next.Write(character);
        }
    }

    private void Release()
    {
        for (var i = 0; i < _held.Length; i++)
        {
            next.Write(_held[i]);
        }

        _held.Clear();
    }
}
