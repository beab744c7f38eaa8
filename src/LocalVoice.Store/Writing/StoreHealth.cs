using System.Diagnostics.Metrics;

namespace LocalVoice.Store.Writing;

/// <summary>How the store does: for metrics and for health. Thread-safe.</summary>
internal sealed class StoreHealth
{
    public const string MeterName = "LocalVoice.Store";
    public const string WrittenName = "localvoice.store.records.written";
    public const string LostName = "localvoice.store.records.lost";

    private readonly Counter<long> _writtenCounter;
    private readonly Counter<long> _lostCounter;
    private volatile StoreState _state;
    private long _written;
    private long _lost;
    private int _queued;

    /// <param name="meters">Null for a meter of its own.</param>
    public StoreHealth(IMeterFactory? meters)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _writtenCounter = meter.CreateCounter<long>(WrittenName, "{record}", "Records of conversations that were stored.");
        _lostCounter = meter.CreateCounter<long>(LostName, "{record}", "Records of conversations that were not stored, by reason.");
        meter.CreateObservableGauge("localvoice.store.records.queued", () => Queued, "{record}", "Records that wait to be stored.");
        meter.CreateObservableGauge("localvoice.store.ready", () => State == StoreState.Ready ? 1 : 0, null, "1 while records are stored.");
    }

    public StoreState State
    {
        get => _state;
        set => _state = value;
    }

    public long Written => Interlocked.Read(ref _written);

    public long Lost => Interlocked.Read(ref _lost);

    public int Queued => Volatile.Read(ref _queued);

    public void AddQueued(int records) => Interlocked.Add(ref _queued, records);

    public void AddWritten(int records)
    {
        Interlocked.Add(ref _written, records);
        _writtenCounter.Add(records);
    }

    public void AddLost(int records, LossReason reason)
    {
        Interlocked.Add(ref _lost, records);
        _lostCounter.Add(records, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }
}

internal enum StoreState
{
    /// <summary>Nothing was written yet.</summary>
    Starting,
    Ready,

    /// <summary>The database does not answer, or fails.</summary>
    Unreachable,

    /// <summary>The database is not for this program: another key, or a newer version.</summary>
    Refused,
}

/// <summary>Why a record was not stored.</summary>
internal enum LossReason
{
    /// <summary>As many wait as may.</summary>
    QueueFull,

    /// <summary>The database takes others, but not this one.</summary>
    Refused,

    /// <summary>The server stopped before it was written.</summary>
    Stopped,
}
