namespace LocalVoice.Core.Text.Filtering.Html;

/// <summary>Drops HTML tags and comments, and scripts and styles with their content; superscript digits stay superscript.</summary>
internal sealed class TagFilter(ICharacterSink next) : ICharacterSink
{
    private readonly TagReader _tag = new();
    private string? _hidden;
    private bool _superscript;

    public void Write(char character)
    {
        if (character == '<' && !_tag.IsMarkup)
        {
            Release();
            _tag.Begin();
        }
        else if (_tag.IsReading)
        {
            Continue(character);
        }
        else
        {
            Pass(character);
        }
    }

    public void Complete()
    {
        if (!(_tag.Closes && _tag.Name.Length > 0))
        {
            Release();
        }

        next.Complete();
    }

    private void Continue(char character)
    {
        switch (_tag.Read(character))
        {
            case TagProgress.Tag:
                Close();
                _tag.Clear();
                break;
            case TagProgress.Text:
                Release();
                break;
        }
    }

    private void Close()
    {
        if (_hidden is not null)
        {
            _hidden = _tag.Closes && _tag.Name.Equals(_hidden, StringComparison.OrdinalIgnoreCase) ? null : _hidden;
            return;
        }

        switch (_tag.Kind)
        {
            case TagKind.Block:
                Pass('\n');
                break;
            case TagKind.Hidden:
                _hidden = _tag.Closes ? null : _tag.Name;
                break;
            case TagKind.Address:
                PassAll(_tag.Text.AsSpan()[1..^1]);
                break;
            case TagKind.Inline when _tag.Name.ToUpperInvariant() is "TD" or "TH":
                Pass(' ');
                break;
            case TagKind.Inline when _tag.Name.Equals("sup", StringComparison.OrdinalIgnoreCase):
                _superscript = !_tag.Closes;
                break;
        }
    }

    private void Release()
    {
        if (!_tag.IsReading)
        {
            return;
        }

        var (text, isMarkup) = (_tag.Text, _tag.IsMarkup);
        _tag.Clear();
        if (!isMarkup)
        {
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
        if (_hidden is null)
        {
            next.Write(_superscript ? Raised(character) : character);
        }
    }

    private static char Raised(char character) =>
        character switch
        {
            '2' => '²',
            '3' => '³',
            _ => character,
        };
}
