namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>
/// Removes <c>&lt;think&gt;…&lt;/think&gt;</c> from the beginning of a response, as models write it whose server does not take
/// it out. The text may be split anywhere. One instance per response.
/// </summary>
internal sealed class ReasoningFilter
{
    private const string Open = "<think>";
    private const string Close = "</think>";
    private State _state = State.Beginning;
    private string _held = "";

    private enum State
    {
        /// <summary>Nothing but white space and perhaps a part of the opening tag has come.</summary>
        Beginning,
        Thinking,

        /// <summary>As the beginning, but what separates thoughts from speech is dropped.</summary>
        Thought,
        Speaking,
    }

    /// <returns>What is certainly not reasoning; may be empty.</returns>
    public string Read(string text)
    {
        _held += text;
        while (true)
        {
            switch (_state)
            {
                case State.Speaking:
                    return Release(_held);
                case State.Thinking:
                    if (!TryLeave())
                    {
                        return "";
                    }

                    break;
                default:
                    if (!TryDecide())
                    {
                        return "";
                    }

                    break;
            }
        }
    }

    /// <summary>The response has ended.</summary>
    /// <returns>What looked like a tag and was none.</returns>
    public string Flush() => _state == State.Thinking ? Release("") : Release(_state == State.Thought ? _held.TrimStart() : _held);

    private bool TryDecide()
    {
        var begun = _held.AsSpan().TrimStart();
        if (begun.StartsWith(Open, StringComparison.OrdinalIgnoreCase))
        {
            (_state, _held) = (State.Thinking, begun[Open.Length..].ToString());
            return true;
        }

        if (Open.AsSpan().StartsWith(begun, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _held = _state == State.Thought ? begun.ToString() : _held;
        _state = State.Speaking;
        return true;
    }

    private bool TryLeave()
    {
        var end = _held.IndexOf(Close, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            // Of the thoughts only what may be a part of the closing tag is kept.
            _held = _held[Math.Max(0, _held.Length - Close.Length + 1)..];
            return false;
        }

        (_state, _held) = (State.Thought, _held[(end + Close.Length)..]);
        return true;
    }

    private string Release(string text)
    {
        _held = "";
        return text;
    }
}
