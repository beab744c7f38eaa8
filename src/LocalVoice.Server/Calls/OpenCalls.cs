using System.Collections.Concurrent;

namespace LocalVoice.Server.Calls;

/// <summary>The calls that are under way, by their ids. Thread-safe.</summary>
internal sealed class OpenCalls
{
    private readonly ConcurrentDictionary<string, (RealtimeCall Call, string Key)> _calls = new(StringComparer.Ordinal);

    /// <param name="key">Name of the key that opened the call, itself or by a client secret.</param>
    public void Add(RealtimeCall call, string key) => _calls[call.Id] = (call, key);

    public void Remove(RealtimeCall call) => _calls.TryRemove(call.Id, out _);

    /// <param name="key">Name of the key of whoever asks.</param>
    /// <returns>False when that key has no such call, or none any more: whether another has is nobody's business.</returns>
    public bool TryHangUp(string id, string key)
    {
        if (!_calls.TryGetValue(id, out var open) || open.Key != key)
        {
            return false;
        }

        open.Call.HangUp();
        return true;
    }
}
