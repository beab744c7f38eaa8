using System.Text;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Separates text from tool calls in a streamed response. One response, one thread.</summary>
internal sealed class ToolCallReader
{
    private readonly StringBuilder _pending = new();
    private bool _inCall;

    public bool SawCall { get; private set; }

    public IEnumerable<AIContent> Read(string piece)
    {
        var fresh = Math.Max(0, _pending.Length - ToolCalls.Close.Length);
        _pending.Append(piece);
        if (_inCall && !_pending.ToString(fresh, _pending.Length - fresh).Contains(ToolCalls.Close, StringComparison.Ordinal))
        {
            // A long call is not searched again for each of its tokens.
            yield break;
        }

        while (true)
        {
            var text = _pending.ToString();
            var mark = _inCall ? ToolCalls.Close : ToolCalls.Open;
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
            {
                if (!_inCall && Words(text[..^PartialMark.Length(text, mark)]) is { } words)
                {
                    _pending.Remove(0, words.Text.Length);
                    yield return words;
                }

                yield break;
            }

            _pending.Remove(0, at + mark.Length);
            if (_inCall)
            {
                SawCall = true;
                yield return ToolCalls.Read(text[..at]);
            }
            else if (Words(text[..at].TrimEnd('\n')) is { } words)
            {
                yield return words;
            }

            _inCall = !_inCall;
        }
    }

    /// <summary>Ends the response; a call without its closing mark still counts.</summary>
    public IEnumerable<AIContent> Flush()
    {
        var rest = _pending.ToString();
        _pending.Clear();
        if (_inCall)
        {
            SawCall = true;
            return [ToolCalls.Read(rest)];
        }

        return Words(rest) is { } words ? [words] : [];
    }

    /// <summary>Line breaks between calls are dropped.</summary>
    private TextContent? Words(string text) =>
        text.Length == 0 || (SawCall && string.IsNullOrWhiteSpace(text)) ? null : new TextContent(text);
}
