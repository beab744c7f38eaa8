using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Drops reasoning with its content, and HTML tags without theirs.</summary>
internal sealed class TagFilter(ICharacterSink next, bool startsInReasoning) : ICharacterSink
{
    private readonly StringBuilder _held = new();
    private bool _reasoning = startsInReasoning;

    public void Write(char character)
    {
        if (character == '<')
        {
            Release();
            _held.Append(character);
        }
        else if (_held.Length == 0)
        {
            Pass(character);
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
        var text = _held.ToString();
        if (character == '>')
        {
            _held.Clear();
            Close(text);
        }
        else if (text != "</" && !Tag.CanContinue(text))
        {
            Release();
        }
    }

    private void Close(string tag)
    {
        switch (Tag.KindOfWhole(tag))
        {
            case TagKind.Reasoning:
                _reasoning = !Tag.IsClosing(tag);
                break;
            case TagKind.Block:
                Pass('\n');
                break;
            case TagKind.Address:
                PassAll(tag.AsSpan(1, tag.Length - 2));
                break;
            case TagKind.Unknown:
                PassAll(tag);
                break;
        }
    }

    private void Release()
    {
        if (_held.Length > 0)
        {
            var text = _held.ToString();
            _held.Clear();
            PassAll(text);
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
        if (!_reasoning)
        {
            next.Write(character);
        }
    }
}
