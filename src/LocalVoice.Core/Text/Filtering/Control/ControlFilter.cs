using System.Text;

namespace LocalVoice.Core.Text.Filtering.Control;

/// <summary>Drops reasoning with its content, all channels but the final one, and control tokens.</summary>
/// <param name="startsInReasoning">Whether the prompt has already opened the reasoning.</param>
/// <param name="discard">Called where all the text so far turns out to be reasoning that the prompt had opened.</param>
internal sealed class ControlFilter(ICharacterSink next, bool startsInReasoning, Action discard) : ICharacterSink
{
    private readonly StringBuilder _held = new();
    private readonly Channels _channels = new();
    private bool _reasoning = startsInReasoning;
    private bool _reasoned = startsInReasoning;
    private bool _dropped = startsInReasoning;
    private bool _begun;

    public void Write(char character)
    {
        if (ControlToken.Begins(character))
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
        Span<char> text = stackalloc char[_held.Length];
        _held.CopyTo(0, text, text.Length);
        var token = ControlToken.Read(text);
        switch (token.Kind)
        {
            case ControlKind.Incomplete:
                break;
            case ControlKind.None:
                Release();
                break;
            default:
                _held.Clear();
                _dropped = true;
                Apply(token);
                break;
        }
    }

    private void Apply(ControlToken token)
    {
        switch (token.Kind)
        {
            case ControlKind.Reasoning:
                if (token.Closes && !_reasoned)
                {
                    _begun = false;
                    discard();
                }

                _reasoning = !token.Closes;
                _reasoned = true;
                break;
            case ControlKind.Call:
                _reasoning = !token.Closes;
                break;
            default:
                _channels.Read(token);
                break;
        }
    }

    private void Release()
    {
        for (var i = 0; i < _held.Length; i++)
        {
            Pass(_held[i]);
        }

        _held.Clear();
    }

    private void Pass(char character)
    {
        if (_channels.Hides(character) || _reasoning || (_dropped && !_begun && char.IsWhiteSpace(character)))
        {
            return;
        }

        _begun = true;
        next.Write(character);
    }
}
