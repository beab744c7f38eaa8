using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Drops characters that <see cref="Speakable"/> rejects and writes every line break as one <c>\n</c>.</summary>
internal sealed class SymbolFilter(ICharacterSink next) : ICharacterSink
{
    private char _high;

    public void Write(char character)
    {
        if (char.IsHighSurrogate(character))
        {
            _high = character;
        }
        else if (char.IsLowSurrogate(character))
        {
            WritePair(character);
        }
        else
        {
            _high = '\0';
            WriteSingle(character);
        }
    }

    public void Complete() => next.Complete();

    private void WritePair(char low)
    {
        if (_high != '\0' && Speakable.Keeps(new Rune(_high, low)))
        {
            next.Write(_high);
            next.Write(low);
        }

        _high = '\0';
    }

    private void WriteSingle(char character)
    {
        if (character is '\u2028' or '\u2029' or '\u0085')
        {
            next.Write('\n');
        }
        else if (Speakable.Keeps(new Rune(character)))
        {
            next.Write(character);
        }
    }
}
