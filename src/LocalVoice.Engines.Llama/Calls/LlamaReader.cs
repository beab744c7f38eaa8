using System.Text;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>
/// Reads calls that are bare JSON objects, at the beginning of a line or after <c>&lt;|python_tag|&gt;</c>, with semicolons, commas
/// or white space between them. An object that cannot be a call is words from where that is clear.
/// </summary>
internal sealed class LlamaReader(bool single) : ToolCallReader(single)
{
    public const string Tag = "<|python_tag|>";

    // Of the brace, white space and the first key; more is no call.
    private const int LongestBeginning = 64;

    private static readonly string[] FirstKeys = ["name", "type", "function", "parameters", "arguments", "id"];

    private readonly MarkMatcher _tag = new(Tag);

    // What may be a call, from its tag or brace on.
    private readonly StringBuilder _held = new();
    private State _state = State.LineStart;
    private JsonExtent _extent;
    private int _brace;

    private enum State
    {
        /// <summary>A brace may begin a call here.</summary>
        LineStart,
        Words,

        /// <summary>After the tag, before the brace.</summary>
        Tagged,

        /// <summary>In an object of which it is not clear yet whether it may be a call.</summary>
        FirstKey,
        Object,

        /// <summary>After the tag, in what is no JSON.</summary>
        Code,
    }

    protected override void Take(char character)
    {
        switch (_state)
        {
            case State.LineStart or State.Words:
                TakeWord(character);
                break;
            case State.Tagged:
                _held.Append(character);
                if (character == '{')
                {
                    BeginObject(State.Object);
                }
                else if (!char.IsWhiteSpace(character))
                {
                    _state = State.Code;
                }

                break;
            case State.FirstKey:
                _held.Append(character);
                JudgeFirstKey(character);
                break;
            case State.Object:
                _held.Append(character);
                EndObject(character);
                break;
            default:
                _held.Append(character);
                break;
        }
    }

    protected override void End()
    {
        var partial = _tag.Reset();
        switch (_state)
        {
            case State.Object or State.Code or State.Tagged:
                var text = TakeHeld();
                Call(CallJson.Read(text[Math.Min(_brace, text.Length)..]), text);
                break;
            default:
                Say(TakeHeld() + partial);
                break;
        }
    }

    private void TakeWord(char character)
    {
        if (_tag.Take(character, out var words))
        {
            _held.Append(Tag);
            _brace = Tag.Length;
            _state = State.Tagged;
            return;
        }

        foreach (var word in words)
        {
            if (word == '{' && _state == State.LineStart)
            {
                _held.Append(word);
                BeginObject(State.FirstKey);
            }
            else if (IsAfterCall && word is ';' or ',')
            {
                Separate(word);
            }
            else
            {
                Say(word);
                _state = word == '\n' || (_state == State.LineStart && char.IsWhiteSpace(word)) ? State.LineStart : State.Words;
            }
        }
    }

    private void BeginObject(State state)
    {
        _brace = _held.Length - 1;
        _extent = new();
        _extent.EndsWith('{');
        _state = state;
    }

    /// <summary>A call's first key is one of a few.</summary>
    private void JudgeFirstKey(char character)
    {
        var begun = _held.ToString(_brace + 1, _held.Length - _brace - 1).TrimStart();
        var key = begun.Length > 1 ? begun[1..] : "";
        var fits = begun.Length == 0 || (begun[0] == '"' && FirstKeys.Any(first => $"{first}\"".StartsWith(key, StringComparison.Ordinal)));
        _extent.EndsWith(character);
        if (!fits || _held.Length > LongestBeginning)
        {
            _state = State.Words;
            Say(TakeHeld());
        }
        else if (key.EndsWith('"'))
        {
            _state = State.Object;
        }
    }

    private void EndObject(char character)
    {
        if (!_extent.EndsWith(character))
        {
            return;
        }

        var text = TakeHeld();
        var json = text[_brace..];
        if (_brace > 0 || CallJson.IsCall(json))
        {
            _state = State.LineStart;
            Call(CallJson.Read(json), text);
        }
        else
        {
            _state = State.Words;
            Say(text);
        }
    }

    private string TakeHeld()
    {
        var held = _held.ToString();
        _held.Clear();
        return held;
    }
}
