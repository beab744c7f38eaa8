using System.Text;

namespace LocalVoice.Core.Text.Filtering.Control;

/// <summary>
/// Which text is for the user, in a response that names its speakers and channels, as gpt-oss writes them:
/// <c>&lt;|channel|&gt;analysis&lt;|message|&gt;…&lt;|end|&gt;&lt;|start|&gt;assistant&lt;|channel|&gt;final&lt;|message|&gt;…</c>
/// </summary>
internal sealed class Channels
{
    private const string Final = "final";

    // A name that does not end is text again after so many characters; the longest in use have some twenty.
    private const int LongestName = 128;

    private readonly StringBuilder _name = new();
    private ControlKind _reading = ControlKind.None;
    private bool _hidden;

    /// <summary>Whether a character outside tokens is not for the user.</summary>
    public bool Hides(char character)
    {
        if (_reading == ControlKind.None)
        {
            return _hidden;
        }

        _name.Append(character);
        if (_name.Length > LongestName || (_reading == ControlKind.Role && character == '\n'))
        {
            _reading = ControlKind.None;
        }

        return true;
    }

    public void Read(ControlToken token)
    {
        switch (token.Kind)
        {
            case ControlKind.Role or ControlKind.Header or ControlKind.Channel when !token.Closes:
                _name.Clear();
                _reading = token.Kind;
                _hidden = false;
                break;
            case ControlKind.Message:
                _hidden = _reading == ControlKind.Channel && !IsFinal();
                _reading = ControlKind.None;
                break;
            case ControlKind.End:
                _hidden = false;
                _reading = ControlKind.None;
                break;
        }
    }

    private bool IsFinal()
    {
        var name = _name.ToString().AsSpan().Trim();
        return name.IsEmpty || name.StartsWith(Final, StringComparison.OrdinalIgnoreCase);
    }
}
