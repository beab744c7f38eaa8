using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// A response's body whose client must keep up: it may let the server wait for <see cref="HttpOptions.SendTimeout"/>, at once or
/// in all, and in all for as long again as what it is sent takes to be played. One writer.
/// </summary>
/// <param name="giveUp">Ends the connection of a client that does not; called once for each write that waits too long.</param>
internal sealed class PacedResponseBody(Stream body, TimeSpan timeout, TimeProvider time, Action giveUp) : BodyStream
{
    // Small enough that each is progress: a client that plays Opus takes one in 4 s.
    private const int SliceBytes = 16 * 1024;

    /// <summary>What may be waited beyond the time-out; below zero once some of that is used up.</summary>
    private long _creditTicks;

    public override bool CanWrite => true;

    /// <summary>A client may take what is played for so long no faster than it plays it. Thread-safe.</summary>
    public void AllowPlaying(TimeSpan duration) => Interlocked.Add(ref _creditTicks, duration.Ticks);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty; )
        {
            var length = Math.Min(SliceBytes, rest.Length);
            await WaitAsync(body.WriteAsync(rest[..length], cancellationToken));
            rest = rest[length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => WaitAsync(new(body.FlushAsync(cancellationToken))).AsTask();

    private async ValueTask WaitAsync(ValueTask sending)
    {
        if (sending.IsCompleted)
        {
            await sending;
            return;
        }

        var begun = time.GetTimestamp();
        var most = timeout + TimeSpan.FromTicks(Math.Min(0, Interlocked.Read(ref _creditTicks)));
        await using var timer = time.CreateTimer(
            _ => giveUp(),
            null,
            most > TimeSpan.Zero ? most : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
        await sending;
        Interlocked.Add(ref _creditTicks, -time.GetElapsedTime(begun).Ticks);
    }
}
