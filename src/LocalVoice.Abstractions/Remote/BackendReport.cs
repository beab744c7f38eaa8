using LocalVoice.Engines;

namespace LocalVoice.Remote;

/// <summary>
/// What serving one request of a session took: who served it, what the network did, what left the machine. The one who asks
/// hands it over with the request, whoever serves fills it in; an engine in this process need not. Thread-safe.
/// </summary>
public sealed class BackendReport
{
    private readonly Lock _lock = new();
    private EngineInfo? _server;
    private long _bytesSent;
    private TimeSpan? _processing;
    private TimeSpan? _roundTrip;
    private int _roundTrips;
    private FailedBackend? _failed;

    /// <summary>Who serves the request from now on.</summary>
    public void ServedBy(EngineInfo engine)
    {
        lock (_lock)
        {
            _server = engine;
        }
    }

    /// <summary>The first backend failed; another one takes over.</summary>
    public void Failed(FailedBackend failed)
    {
        lock (_lock)
        {
            _failed ??= failed;
        }
    }

    /// <summary>Payload that left for another machine: bodies and messages, without headers and encryption.</summary>
    public void AddBytesSent(long bytes)
    {
        lock (_lock)
        {
            _bytesSent += bytes;
        }
    }

    /// <summary>The processing time that the service itself tells; several requests add up.</summary>
    public void AddProcessing(TimeSpan processing)
    {
        lock (_lock)
        {
            _processing = (_processing ?? default) + processing;
        }
    }

    /// <summary>The network's part of the time to the first result.</summary>
    /// <param name="roundTrip">Measured between us and the service.</param>
    /// <param name="onCriticalPath">Round trips that the first result had to wait for.</param>
    public void Waited(TimeSpan roundTrip, int onCriticalPath)
    {
        lock (_lock)
        {
            _roundTrip = roundTrip;
            _roundTrips += onCriticalPath;
        }
    }

    /// <summary>The state of this moment.</summary>
    public BackendUse Read()
    {
        lock (_lock)
        {
            return new(_server, _bytesSent, _processing, _roundTrip, _roundTrips, _failed);
        }
    }
}

/// <summary>A backend that failed, and was replaced.</summary>
/// <param name="After">From the request to the moment at which the other was asked.</param>
public sealed record FailedBackend(EngineInfo Engine, BackendFault Fault, TimeSpan After);

/// <summary>What a <see cref="BackendReport"/> says.</summary>
/// <param name="Server">Who served; null: the engine that was asked.</param>
/// <param name="BytesSent">Payload bytes that left for another machine.</param>
/// <param name="Processing">As the service tells; null when it does not.</param>
/// <param name="RoundTrip">Between us and the service; null when it was not measured.</param>
/// <param name="RoundTrips">Those on the critical path.</param>
/// <param name="Failed">The backend that was replaced; null for none.</param>
public sealed record BackendUse(
    EngineInfo? Server,
    long BytesSent,
    TimeSpan? Processing,
    TimeSpan? RoundTrip,
    int RoundTrips,
    FailedBackend? Failed
);
