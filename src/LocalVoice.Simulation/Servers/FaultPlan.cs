using System.Collections.Concurrent;

namespace LocalVoice.Simulation.Servers;

/// <summary>Which faults a simulated service has, request by request. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly ConcurrentQueue<Fault> _next = [];
    private volatile Fault _always = Fault.None;

    /// <summary>Of every request for which none is queued.</summary>
    public void Always(Fault fault) => _always = fault;

    /// <summary>Of the next requests, one each.</summary>
    public void Next(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    /// <summary>Called by the service once per request or turn.</summary>
    public Fault Take() => _next.TryDequeue(out var fault) ? fault : _always;
}
