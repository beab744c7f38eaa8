using System.Runtime.InteropServices;

namespace LocalVoice.Server.Draining;

/// <summary>
/// The process's end: the first SIGTERM, SIGINT, SIGQUIT or SIGHUP stops the server, which drains; the second ends the
/// drain.
/// </summary>
internal sealed class StopSignals(IHostApplicationLifetime lifetime, OpenSessions sessions) : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
    private PosixSignalRegistration[] _registrations = [];
    private int _count;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    internal void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            lifetime.StopApplication();
        }
        else
        {
            sessions.CutShort();
        }
    }
}
