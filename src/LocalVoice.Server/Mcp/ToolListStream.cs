using System.Text;

namespace LocalVoice.Server.Mcp;

/// <summary>The answer to a request for tools, without those that nobody could read.</summary>
/// <param name="events">Whether it is a stream of events, a line of data for each message, else one message.</param>
internal sealed class ToolListStream(Stream inner, bool events) : ReadingStream(inner)
{
    private const string Data = "data:";

    private readonly StreamReader _reader = new(inner, Encoding.UTF8);
    private ReadOnlyMemory<byte> _ready;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_ended)
        {
            _ready = Encoding.UTF8.GetBytes(await NextAsync(cancellationToken).ConfigureAwait(false));
        }

        var read = Math.Min(buffer.Length, _ready.Length);
        _ready[..read].CopyTo(buffer);
        _ready = _ready[read..];
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<string> NextAsync(CancellationToken cancellationToken)
    {
        if (!events)
        {
            _ended = true;
            return UnreadableTools.LeaveOut(await _reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
        }

        if (await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line)
        {
            _ended = true;
            return "";
        }

        return line.StartsWith(Data, StringComparison.Ordinal) ? $"{Data}{UnreadableTools.LeaveOut(line[Data.Length..])}\n" : $"{line}\n";
    }
}
