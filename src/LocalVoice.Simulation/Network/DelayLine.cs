using System.Threading.Channels;

namespace LocalVoice.Simulation.Network;

/// <summary>
/// One direction of a link. Packets are on their way side by side, as many as there is room for: the delay costs latency, not
/// throughput. One sender, one receiver.
/// </summary>
/// <param name="opensIn">Until then nothing leaves.</param>
internal sealed class DelayLine(SimulatedNetwork network, TimeSpan opensIn)
{
    /// <summary>More than a round trip of 300 ms holds of packets that come every 20 ms, or of 4 MiB.</summary>
    private const int Packets = 256;

    private readonly Channel<(ReadOnlyMemory<byte> Data, TimeSpan Due)> _packets = Channel.CreateBounded<(ReadOnlyMemory<byte>, TimeSpan)>(
        Packets
    );

    private readonly long _begun = network.Time.GetTimestamp();
    private TimeSpan _free = opensIn;
    private TimeSpan _last;

    /// <summary>Longer data is cut by the one who sends.</summary>
    public static int LargestPacket => 16 * 1024;

    private TimeSpan Now => network.Time.GetElapsedTime(_begun);

    /// <summary>Returns once there is room, not once it has arrived.</summary>
    /// <param name="packet">Not changed any more by its owner. Empty: the end.</param>
    public ValueTask SendAsync(ReadOnlyMemory<byte> packet, CancellationToken cancellationToken)
    {
        _free = Later(Now, _free) + network.OnLine(packet.Length);
        _last = Later(_last, _free + network.OneWay());
        return _packets.Writer.WriteAsync((packet, _last), cancellationToken);
    }

    /// <summary>No more is sent; what is on its way arrives before the failure does.</summary>
    public void Complete(Exception? failure = null) => _packets.Writer.TryComplete(failure);

    /// <summary>The next packet once it has arrived; empty at the end.</summary>
    /// <exception cref="ChannelClosedException">No more comes.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (!_packets.Reader.TryPeek(out var next) || next.Due > Now)
        {
            if (next.Due > TimeSpan.Zero)
            {
                // Timers cut what is less than a millisecond.
                var left = TimeSpan.FromMilliseconds(Math.Ceiling(Later(next.Due - Now, TimeSpan.Zero).TotalMilliseconds));
                await Task.Delay(left, network.Time, cancellationToken).ConfigureAwait(false);
            }
            else if (!await _packets.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new ChannelClosedException();
            }
        }

        return (await _packets.Reader.ReadAsync(cancellationToken).ConfigureAwait(false)).Data;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
