using System.Collections.Concurrent;

namespace LocalVoice.Server.Calls;

/// <summary>The calls that are under way, by their ids. Thread-safe.</summary>
internal sealed class OpenCalls
{
    private readonly ConcurrentDictionary<string, RealtimeCall> _calls = new(StringComparer.Ordinal);

    public void Add(RealtimeCall call) => _calls[call.Id] = call;

    public void Remove(RealtimeCall call) => _calls.TryRemove(call.Id, out _);

    /// <returns>False when there is no such call, or none any more.</returns>
    public bool TryHangUp(string id)
    {
        if (!_calls.TryGetValue(id, out var call))
        {
            return false;
        }

        call.HangUp();
        return true;
    }
}
