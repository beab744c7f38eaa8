using System.Runtime.InteropServices;
using LocalVoice.Server.Draining;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Server.Tests.Draining;

public sealed class StopSignalsTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly OpenSessions _sessions = new();

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGHUP)]
    public void The_first_signal_stops_the_server_and_leaves_its_sessions_alone(PosixSignal signal)
    {
        var context = new PosixSignalContext(signal);

        new StopSignals(_lifetime, _sessions).OnSignal(context);

        Assert.True(context.Cancel);
        Assert.True(_lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.False(_sessions.Cut.IsCompleted);
    }

    [Fact]
    public void The_second_signal_cuts_the_drain_short()
    {
        var signals = new StopSignals(_lifetime, _sessions);
        signals.OnSignal(new PosixSignalContext(PosixSignal.SIGTERM));

        var second = new PosixSignalContext(PosixSignal.SIGINT);
        signals.OnSignal(second);

        Assert.True(second.Cancel);
        Assert.True(_sessions.Cut.IsCompleted);
    }
}
