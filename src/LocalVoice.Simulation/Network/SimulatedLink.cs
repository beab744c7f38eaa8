using System.Threading.Channels;

namespace LocalVoice.Simulation.Network;

/// <summary>
/// A connection over a <see cref="SimulatedNetwork"/>: what is written arrives at the inner stream later, and what comes from there
/// is read later. Full duplex; one reader and one writer at a time.
/// </summary>
internal sealed class SimulatedLink : Stream
{
    private readonly Stream _inner;
    private readonly DelayLine _out;
    private readonly DelayLine _in;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _writing;
    private readonly Task _reading;
    private ReadOnlyMemory<byte> _rest;
    private bool _ended;

    /// <param name="inner">Owned from now on.</param>
    /// <param name="opensIn">What is written before leaves then.</param>
    public SimulatedLink(Stream inner, SimulatedNetwork network, TimeSpan opensIn = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        _inner = inner;
        (_out, _in) = (new(network, opensIn), new(network, TimeSpan.Zero));
        (_writing, _reading) = (CarryOutAsync(), CarryInAsync());
    }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty && !_ended && buffer.Length > 0)
        {
            _rest = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
            _ended = _rest.IsEmpty;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var start = 0; start < buffer.Length; start += DelayLine.LargestPacket)
        {
            var packet = buffer[start..Math.Min(buffer.Length, start + DelayLine.LargestPacket)].ToArray();
            try
            {
                await _out.SendAsync(packet, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelClosedException closed)
            {
                throw closed.InnerException as IOException ?? new IOException("The connection is closed.", closed);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>What was written still arrives; the inner stream ends after it.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            _out.Complete();
            _ = CloseAsync();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            return await _in.ReceiveAsync(either.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException as IOException ?? new IOException("The connection is closed.", closed);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(SimulatedLink));
        }
    }

    private async Task CarryOutAsync()
    {
        try
        {
            while (true)
            {
                await _inner.WriteAsync(await _out.ReceiveAsync(CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            // Nothing is left to write, or no one to write to.
            _out.Complete(failure);
        }
    }

    private async Task CarryInAsync()
    {
        try
        {
            for (var count = 1; count > 0; )
            {
                var packet = new byte[DelayLine.LargestPacket];
                count = await _inner.ReadAsync(packet, _closed.Token).ConfigureAwait(false);
                await _in.SendAsync(packet.AsMemory(0, count), _closed.Token).ConfigureAwait(false);
            }

            _in.Complete();
        }
        catch (Exception failure)
        {
            _in.Complete(failure);
        }
    }

    private async Task CloseAsync()
    {
        await Task.WhenAll(_writing, _reading).ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
        _closed.Dispose();
    }
}
