using System.Buffers;
using System.IO.Pipelines;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>Lines of a stream, without their ends (LF or CR LF).</summary>
internal sealed class LineReader(Stream stream) : IAsyncDisposable
{
    private const int LongestBytes = 1024 * 1024;
    private readonly PipeReader _pipe = PipeReader.Create(stream);

    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A line of more than 1 MiB.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Trimmed(buffer.Slice(0, end));
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            if (result.IsCompleted)
            {
                var rest = Trimmed(buffer);
                _pipe.AdvanceTo(buffer.End);
                return rest.Length == 0 ? null : rest;
            }

            if (buffer.Length > LongestBytes)
            {
                throw new InvalidDataException("A line of more than 1 MiB.");
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private static byte[] Trimmed(ReadOnlySequence<byte> line)
    {
        var bytes = line.ToArray();
        return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
    }
}
