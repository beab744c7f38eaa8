using System.Text;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>
/// Reads calls after <c>[TOOL_CALLS]</c>: an array of objects, or a name and <c>[ARGS]</c> with one object, which comes once for each
/// call. Between name and arguments there may be <c>[CALL_ID]</c> and an id.
/// </summary>
internal sealed class MistralReader(bool single) : ToolCallReader(single)
{
    public const string Opening = "[TOOL_CALLS]";
    public const string Arguments = "[ARGS]";
    public const string Id = "[CALL_ID]";

    private readonly MarkMatcher _open = new(Opening);

    // What the calls are, from the mark, or the call before, on; and of the call itself what is read by itself.
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _json = new();
    private readonly StringBuilder _name = new();
    private JsonExtent _extent;
    private State _state;
    private bool _inArray;

    private enum State
    {
        Words,

        /// <summary>After the mark: an array, an object or a name.</summary>
        Opened,
        Name,
        Array,
        Object,

        /// <summary>In what is no call.</summary>
        Broken,
    }

    protected override string Closing => _inArray ? "]" : "";

    protected override void Take(char character)
    {
        if (_state == State.Words)
        {
            TakeWord(character);
            return;
        }

        _text.Append(character);
        switch (_state)
        {
            case State.Opened when !char.IsWhiteSpace(character):
                TakeFirst(character);
                break;
            case State.Name when character == '{':
                BeginObject();
                break;
            case State.Name:
                _name.Append(character);
                break;
            case State.Array:
                TakeBetween(character);
                break;
            case State.Object:
                _json.Append(character);
                if (_extent.EndsWith(character))
                {
                    Complete();
                }

                break;
            default:
                break;
        }
    }

    protected override void End()
    {
        if (_state == State.Words)
        {
            Say(_open.Reset());
        }
        else if (_state == State.Array && IsAfterCall)
        {
            Close(_text.ToString());
        }
        else
        {
            Complete();
        }
    }

    private void TakeWord(char character)
    {
        var opens = _open.Take(character, out var words);
        Say(words);
        if (opens)
        {
            _text.Append(Opening);
            _state = State.Opened;
        }
    }

    private void TakeFirst(char character)
    {
        _inArray = character == '[';
        if (_inArray)
        {
            _state = State.Array;
        }
        else if (character == '{')
        {
            BeginObject();
        }
        else
        {
            _name.Append(character);
            _state = State.Name;
        }
    }

    private void TakeBetween(char character)
    {
        if (character == '{')
        {
            BeginObject();
        }
        else if (character == ']')
        {
            Close(_text.ToString());
            _text.Clear();
            _state = State.Words;
        }
        else if (character != ',' && !char.IsWhiteSpace(character))
        {
            _state = State.Broken;
        }
    }

    private void BeginObject()
    {
        _json.Append('{');
        _extent = new();
        _extent.EndsWith('{');
        _state = State.Object;
    }

    private void Complete()
    {
        var (text, json, name) = (_text.ToString(), _json.ToString(), _name.ToString());
        _text.Clear();
        _json.Clear();
        _name.Clear();
        _state = _inArray ? State.Array : State.Words;
        Call(name.Length == 0 ? CallJson.Read(json) : Named(name, json), text);
    }

    private static ReadCall Named(string name, string json)
    {
        var (head, arguments) = name.IndexOf(Arguments, StringComparison.Ordinal) is var at and >= 0
            ? (name[..at], name[(at + Arguments.Length)..])
            : (name, "");
        var parts = head.Split(Id);
        return CallJson.Read(parts[0].Trim(), arguments + json, parts.Length > 1 ? parts[1].Trim() : null);
    }
}
