using System.IO.Pipelines;
using System.Net.Sockets;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// Reads a line's frames. A line from which none comes for too long is given up, and so is one that is gone while a frame of its is
/// still handled. One reader at a time.
/// </summary>
/// <param name="stream">Not owned.</param>
/// <param name="silence">The longest time from one frame to the end of the next.</param>
internal sealed class FrameReader(NetworkStream stream, TimeSpan silence, TimeProvider time) : IDisposable
{
    /// <summary>That the other end has left stands behind what it sent: while that is not read on, it has to be asked for.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    private readonly Peer _peer = new(stream.Socket);
    private long _heard = time.GetTimestamp();

    /// <summary>Hands over frames until the handler wants no more, or the other end has closed.</summary>
    /// <param name="handle">False: no more.</param>
    /// <exception cref="ProtocolException">No frame came in time.</exception>
    /// <exception cref="IOException">The other end is gone.</exception>
    public async Task ReadAsync(Func<AudioSocketFrame, ValueTask<bool>> handle, CancellationToken cancellationToken)
    {
        await using var late = time.CreateTimer(_ => _input.CancelPendingRead(), null, silence, Timeout.InfiniteTimeSpan);
        while (true)
        {
            var read = await _input.ReadAsync(cancellationToken);
            if (read.IsCanceled)
            {
                late.Change(RequireTime(), Timeout.InfiniteTimeSpan);
            }

            var rest = read.Buffer;
            var goesOn = true;
            while (goesOn && AudioSocketFrame.TryRead(ref rest, out var frame))
            {
                _heard = time.GetTimestamp();
                goesOn = await WhileAsync(handle(frame));
            }

            _input.AdvanceTo(rest.Start, goesOn ? rest.End : rest.Start);
            if (!goesOn || read.IsCompleted)
            {
                return;
            }
        }
    }

    public void Dispose() => _input.Complete();

    /// <returns>What is left; what was handled for long, or came meanwhile, was no silence.</returns>
    private TimeSpan RequireTime()
    {
        var left = silence - time.GetElapsedTime(_heard);
        return left > TimeSpan.Zero
            ? left
            : throw new ProtocolException(
                "silence_timeout",
                $"No frame came for {silence.TotalSeconds:0.#} s (LocalVoice:Telephony:AudioSocket:SilenceTimeout)."
            );
    }

    /// <summary>Completes as the handling of a frame does.</summary>
    private async ValueTask<bool> WhileAsync(ValueTask<bool> handling)
    {
        if (handling.IsCompleted)
        {
            return await handling;
        }

        var handled = handling.AsTask();
        while (await Task.WhenAny(handled, Task.Delay(Glance, time)) != handled)
        {
            if (_peer.IsGone())
            {
                throw new IOException("The other end has left.");
            }
        }

        _heard = time.GetTimestamp();
        return await handled;
    }
}
