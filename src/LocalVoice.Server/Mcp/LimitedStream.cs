namespace LocalVoice.Server.Mcp;

/// <summary>A stream of which only so many bytes may be read.</summary>
/// <param name="tooLong">Thrown by the read that goes beyond.</param>
internal sealed class LimitedStream(Stream inner, int bytes, Func<Exception> tooLong) : ReadingStream(inner)
{
    private int _left = bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override int Read(byte[] buffer, int offset, int count) => Count(Inner.Read(buffer, offset, count));

    private int Count(int read)
    {
        _left -= read;
        return _left >= 0 ? read : throw tooLong();
    }
}
