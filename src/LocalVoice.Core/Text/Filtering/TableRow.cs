using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>The cells of one table row, with a pause between them; a row of dashes says nothing.</summary>
internal sealed class TableRow(ICharacterSink next)
{
    private readonly StringBuilder _held = new();
    private bool _spoke;
    private bool _cellStart;

    /// <summary>The row's first bar was read.</summary>
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

    /// <summary>Whitespace and dashes were the cell's text after all, not its padding.</summary>
    private void Release()
    {
        foreach (var character in _held.ToString())
        {
            next.Write(character);
        }

        _held.Clear();
    }
}
