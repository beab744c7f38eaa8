namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Numbers the events of a connection. Thread-safe.</summary>
internal sealed class EventIds
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
