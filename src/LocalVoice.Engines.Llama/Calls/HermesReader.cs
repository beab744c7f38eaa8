using System.Text;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>Reads calls between <c>&lt;tool_call&gt;</c> and <c>&lt;/tool_call&gt;</c>.</summary>
internal sealed class HermesReader(bool single) : ToolCallReader(single)
{
    public const string Opening = "<tool_call>";
    public const string Closed = "</tool_call>";

    private readonly MarkMatcher _open = new(Opening);
    private readonly MarkMatcher _close = new(Closed);
    private readonly StringBuilder _json = new();
    private bool _inCall;

    protected override void Take(char character)
    {
        if (!_inCall)
        {
            _inCall = _open.Take(character, out var words);
            Say(words);
            return;
        }

        var ends = _close.Take(character, out var json);
        _json.Append(json);
        if (ends)
        {
            Complete(Closed);
        }
    }

    protected override void End()
    {
        if (_inCall)
        {
            _json.Append(_close.Reset());
            Complete("");
        }
        else
        {
            Say(_open.Reset());
        }
    }

    private void Complete(string end)
    {
        var json = _json.ToString();
        _json.Clear();
        _inCall = false;
        Call(CallJson.Read(json), $"{Opening}{json}{end}");
    }
}
