using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// A request's body that must arrive within <see cref="HttpOptions.ReceiveTimeout"/>, and what has come of it must have come at
/// <see cref="HttpOptions.MinReceiveRate"/> beyond that. One reader.
/// </summary>
internal sealed class PacedRequestBody(Stream body, HttpOptions options, TimeProvider time) : BodyStream
{
    private const string Section = $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}";

    private readonly long _begun = time.GetTimestamp();
    private long _bytes;

    public override bool CanRead => true;

    private TimeSpan Left =>
        options.ReceiveTimeout + TimeSpan.FromSeconds((double)_bytes / options.MinReceiveRate) - time.GetElapsedTime(_begun);

    /// <exception cref="ApiException">The time is over: 408.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var late = new CancellationTokenSource(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var read = await body.ReadAsync(buffer, either.Token);
            _bytes += read;
            return read;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(
                StatusCodes.Status408RequestTimeout,
                "request_timeout",
                $"The request's body did not arrive in time: {_bytes} bytes in {time.GetElapsedTime(_begun).TotalSeconds:0} s. Send it "
                    + "faster, or let the operator allow more "
                    + $"({Section}:{nameof(HttpOptions.ReceiveTimeout)}, {nameof(HttpOptions.MinReceiveRate)})."
            );
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
