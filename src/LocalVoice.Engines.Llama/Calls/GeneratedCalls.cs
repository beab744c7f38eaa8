using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>
/// The newest calls that the model made, in its own words: in a prompt they give the tokens that are in the cache, which
/// another order of keys, or another white space, would not. Thread-safe.
/// </summary>
/// <param name="marks">Calls with a control token in their arguments are not kept: it would end a message.</param>
internal sealed class GeneratedCalls(ControlTokens marks)
{
    /// <summary>Of all conversations; a call has some 100 bytes.</summary>
    private const int Most = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallGroup> _groups = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = [];

    public void Remember(CallGroup group)
    {
        if (group.Calls.Any(call => marks.EscapeSpecialTokens(call.Signature) != call.Signature))
        {
            return;
        }

        lock (_lock)
        {
            foreach (var call in group.Calls)
            {
                _groups[call.Id] = group;
                _oldest.Enqueue(call.Id);
                if (_oldest.Count > Most)
                {
                    _groups.Remove(_oldest.Dequeue());
                }
            }
        }
    }

    /// <returns>The text that the model wrote; null when these are not, or not exactly, the calls that it made together.</returns>
    public string? TextOf(IReadOnlyList<FunctionCallContent> calls) =>
        calls.Count > 0 && GroupOf(calls[0].CallId) is { } group && group.IsOf(calls) ? group.Text : null;

    /// <returns>The id that the model itself gave the call; null for none.</returns>
    public string? OwnIdOf(string callId) => GroupOf(callId)?.Calls.FirstOrDefault(call => call.Id == callId).OwnId;

    private CallGroup? GroupOf(string callId)
    {
        lock (_lock)
        {
            return _groups.GetValueOrDefault(callId);
        }
    }
}
