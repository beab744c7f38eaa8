namespace LocalVoice.Core.Text.Filtering;

/// <summary>The address after a link's text: <c>(…)</c> or <c>[…]</c> right after the closing bracket.</summary>
internal sealed class LinkTarget
{
    private bool _expected;
    private char _open;
    private char _close;
    private int _depth;

    /// <summary>Called when the previous character may have ended a link's text.</summary>
    public void Expect() => _expected = true;

    /// <summary>Whether the character belongs to an address. A line end also ends an address.</summary>
    public bool Swallows(char character)
    {
        if (_depth > 0)
        {
            return Continue(character);
        }

        var begins = _expected && character is ('(' or '[');
        _expected = false;
        if (begins)
        {
            (_open, _close, _depth) = (character, character == '(' ? ')' : ']', 1);
        }

        return begins;
    }

    private bool Continue(char character)
    {
        if (character is '\n' or Signals.Pause)
        {
            _depth = 0;
            return false;
        }

        _depth +=
            character == _open ? 1
            : character == _close ? -1
            : 0;
        return true;
    }
}
