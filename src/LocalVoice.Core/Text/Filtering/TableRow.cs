using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Reads the cells of a table row, separated by pauses; a separator row gives no text.</summary>
internal sealed class TableRow(ICharacterSink next)
{
    private readonly StringBuilder _held = new();
    private bool _spoke;
    private bool _cellStart;

    /// <summary>Starts a row after its first bar.</summary>
    public void Begin()
    {
        _held.Clear();
        _spoke = false;
        _cellStart = true;
    }

    public void Write(char character)
    {
        if (character == '|')
        {
            _held.Clear();
            _cellStart = true;
        }
        else if (char.IsWhiteSpace(character) || (_cellStart && character is ('-' or ':')))
        {
            _held.Append(character);
        }
        else
        {
            BeginCell();
            Release();
            next.Write(character);
        }
    }

    private void BeginCell()
    {
        if (!_cellStart)
        {
            return;
        }

        if (_spoke)
        {
            next.Write(Signals.Cell);
        }

        _spoke = true;
        _cellStart = false;
    }

    /// <summary>Passes on held whitespace and dashes: they are cell text, not padding.</summary>
    private void Release()
    {
        foreach (var character in _held.ToString())
        {
            next.Write(character);
        }

        _held.Clear();
    }
}
