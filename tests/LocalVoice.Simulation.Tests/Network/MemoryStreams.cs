using System.IO.Pipelines;

namespace LocalVoice.Simulation.Tests.Network;

/// <summary>Two ends of a connection within the process, without any delay.</summary>
internal static class MemoryStreams
{
    public static (Stream Client, Stream Server) Connect()
    {
        var (up, down) = (new Pipe(), new Pipe());
        return (new TwoWay(down.Reader, up.Writer), new TwoWay(up.Reader, down.Writer));
    }

    private sealed class TwoWay(PipeReader reader, PipeWriter writer) : Stream
    {
        private readonly Stream _in = reader.AsStream();
        private readonly Stream _out = writer.AsStream();

        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get; set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _in.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _out.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _in.Dispose();
            _out.Dispose();
            base.Dispose(disposing);
        }
    }
}
