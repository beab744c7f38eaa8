using System.Buffers;
using System.IO.Pipelines;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Wyoming.Framing;

/// <summary>
/// Reads events: a line of JSON, more JSON, a payload. An event that has begun must come to its end within the time-out; its bytes
/// are counted in the memory account until <see cref="Release"/>. One reader.
/// </summary>
/// <param name="input">Not owned.</param>
internal sealed class EventReader(PipeReader input, MemoryAccount memory, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly ITimer _late = time.CreateTimer(
        _ => input.CancelPendingRead(),
        null,
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan
    );

    /// <summary>When the event that is being read began, where it did not come at once.</summary>
    private long? _begun;

    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="ProtocolException">What follows is no event, too large or too slow: nothing more can be read.</exception>
    public async ValueTask<WyomingEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await LineAsync(cancellationToken).ConfigureAwait(false) is not { } line)
        {
            return null;
        }

        var header = EventHeader.Parse(line);
        var held = header.DataLength + header.PayloadLength;
        if (!memory.TryTake(held))
        {
            throw new ProtocolException(
                "memory_exceeded",
                "The server has no memory for more now (LocalVoice:Pipeline:Memory). Try again in a few seconds."
            );
        }

        var data = header.With(await BytesAsync(header.DataLength, cancellationToken).ConfigureAwait(false));
        var payload = await BytesAsync(header.PayloadLength, cancellationToken).ConfigureAwait(false);
        Arrived();
        return new(header.Type, data, payload, held);
    }

    public void Release(WyomingEvent handled) => memory.GiveBack(handled.HeldBytes);

    public void Dispose() => _late.Dispose();

    private async ValueTask<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            if ((end is { } found ? buffer.Slice(0, found).Length : buffer.Length) > FramingLimits.HeaderBytes)
            {
                throw new ProtocolException(
                    "header_too_large",
                    $"An event's header line is larger than {FramingLimits.HeaderBytes} bytes. Send what is large after it, "
                        + "as 'data_length' or 'payload_length'."
                );
            }

            if (end is { } position)
            {
                var line = buffer.Slice(0, position).ToArray();
                input.AdvanceTo(buffer.GetPosition(1, position));
                return line;
            }

            if (read.IsCompleted && buffer.IsEmpty)
            {
                return null;
            }

            RequireMore(read);
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> BytesAsync(int length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            if (!input.TryRead(out var read))
            {
                Begin();
                read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            var buffer = read.Buffer;
            if (buffer.Length >= length)
            {
                var bytes = buffer.Slice(0, length).ToArray();
                input.AdvanceTo(buffer.GetPosition(length));
                return bytes;
            }

            RequireMore(read);
            input.AdvanceTo(buffer.Start, buffer.End);
        }

        return default;
    }

    /// <summary>The event is not whole yet: it has to be before long.</summary>
    private void RequireMore(ReadResult read)
    {
        if (read.IsCompleted)
        {
            throw new ProtocolException("truncated_event", "The connection ended amid an event.");
        }

        if (read.IsCanceled && _begun is { } begun)
        {
            RequireTime(timeout - time.GetElapsedTime(begun));
        }

        if (!read.Buffer.IsEmpty)
        {
            Begin();
        }
    }

    /// <summary>The timer's clock is a coarser one: it may ring too early.</summary>
    private void RequireTime(TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            throw new ProtocolException(
                "request_timeout",
                $"An event did not arrive whole within {timeout.TotalSeconds:0} s (LocalVoice:Http:ReceiveTimeout). Send it faster."
            );
        }

        _late.Change(left, Timeout.InfiniteTimeSpan);
    }

    private void Begin()
    {
        if (_begun is null)
        {
            _begun = time.GetTimestamp();
            _late.Change(timeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void Arrived()
    {
        if (_begun is not null)
        {
            _begun = null;
            _late.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
