using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests;

/// <summary>Fake time that tells when something waits for it: to go on before would be too early.</summary>
internal sealed class ArmedTime : FakeTimeProvider
{
    private readonly Channel<bool> _armed = Channel.CreateBounded<bool>(1000);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Goes on once something waits that no earlier call has waited for.</summary>
    public async Task AdvanceWhenArmedAsync(int ms)
    {
        await _armed.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Advance(TimeSpan.FromMilliseconds(ms));
    }
}
