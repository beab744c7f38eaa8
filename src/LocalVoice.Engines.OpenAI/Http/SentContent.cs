using System.Net;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>
/// A body that tells when it goes out, which is when there is a connection, and counts what was sent. May be sent again.
/// </summary>
internal sealed class SentContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly BackendReport _report;

    private SentContent(ReadOnlyMemory<byte> body, BackendReport report) => (_body, _report) = (body, report);

    /// <summary>Called at the beginning of each sending.</summary>
    public Action Sending { get; set; } = () => { };

    public static async Task<SentContent> OfAsync(HttpContent content, BackendReport report, CancellationToken cancellationToken)
    {
        var sent = new SentContent(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), report);
        sent.Headers.ContentType = content.Headers.ContentType;
        return sent;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Sending();
        await stream.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
        _report.AddBytesSent(_body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
