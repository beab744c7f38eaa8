using System.Text;

namespace LocalVoice.Core.Text.Filtering.Mathematics;

/// <summary>
/// Writes LaTeX as plain text that the normaliser reads: <c>$x = 5$</c>, <c>\(a\)</c>, <c>\[b\]</c>, <c>$$c$$</c>, and single
/// commands as <c>\frac{1}{2}</c>. A dollar sign that opens no formula is money.
/// </summary>
internal sealed class MathFilter(ICharacterSink next) : ICharacterSink
{
    private readonly MathReader _reader = new();
    private char _previous;

    public void Write(char character)
    {
        if (!_reader.IsReading)
        {
            Begin(character);
            return;
        }

        switch (_reader.Read(character))
        {
            case MathProgress.Formula:
                Say();
                break;
            case MathProgress.FormulaBefore:
                Say();
                Write(character);
                break;
            case MathProgress.Text:
                Release();
                break;
            case MathProgress.TextBefore:
                Release();
                Write(character);
                break;
        }
    }

    public void Complete()
    {
        if (_reader.IsReading && _reader.IsWhole)
        {
            Say();
        }
        else
        {
            Release();
        }

        next.Complete();
    }

    private void Begin(char character)
    {
        if (character is '$' or '\\')
        {
            _reader.Begin(character, _previous);
        }
        else
        {
            Pass(character);
        }
    }

    private void Say()
    {
        var text = LatexText.Of(_reader.Formula);
        _reader.Clear();
        PassAll(text);
    }

    /// <summary>What was read is text, but for a dollar sign at its end, which may yet open a formula.</summary>
    private void Release()
    {
        var (text, reopens) = (_reader.Text, _reader.EndsInOpening);
        _reader.Clear();
        PassAll(reopens ? text.AsSpan()[..^1] : text);
        if (reopens)
        {
            Begin('$');
        }
    }

    private void PassAll(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            Pass(character);
        }
    }

    private void Pass(char character)
    {
        next.Write(character);
        _previous = character;
    }
}
