using System.Net;
using System.Net.Http.Headers;

namespace LocalVoice.Models;

/// <summary>The HTTP requests of one download: each requests the missing range and writes what arrives.</summary>
internal sealed class ModelTransfer(
    HttpClient http,
    TimeProvider time,
    TimeSpan stallTimeout,
    ModelEntry model,
    Uri url,
    PartialFile part,
    IProgress<DownloadProgress>? progress
)
{
    private readonly byte[] _buffer = new byte[128 * 1024];

    /// <returns>Why it ended early, if another attempt may help; null when complete.</returns>
    /// <exception cref="ModelException">Another attempt would not help.</exception>
    public async Task<Exception?> AttemptAsync(CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(stallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            using var request = Request();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            if (Refused(response) is { } refusal)
            {
                return refusal;
            }

            Begin(response);
            var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using var closing = body.ConfigureAwait(false);
            return await CopyAsync(body, stall, either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return error;
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return new TimeoutException($"the server was silent for {stallTimeout.TotalSeconds:0} s", error);
        }
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            if (part.Version is { } version)
            {
                request.Headers.TryAddWithoutValidation("If-Range", version);
            }
        }

        return request;
    }

    private HttpRequestException? Refused(HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
        {
            return null;
        }

        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.BeginAgain();
        }
        else if (
            response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
            && (int)response.StatusCode < 500
        )
        {
            throw new ModelException(
                Redirection.Problem(response) is { } problem
                    ? $"Model '{model.Id}': {url} {problem}"
                    : $"Model '{model.Id}': {url} answers {(int)response.StatusCode} {response.ReasonPhrase}."
            );
        }

        return new HttpRequestException($"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    /// <summary>
    /// Compares the HTTP response with the request: a whole file, another version or another range restarts the
    /// download.
    /// </summary>
    private void Begin(HttpResponseMessage response)
    {
        var range = response.Content.Headers.ContentRange;
        var continues = response.StatusCode is HttpStatusCode.PartialContent && range?.From == part.Length;
        if (!continues && part.Length > 0)
        {
            part.BeginAgain();
        }

        if (!continues && response.StatusCode is HttpStatusCode.PartialContent && range?.From != 0)
        {
            throw new IOException($"the server sent another range than asked for ({range})");
        }

        var total = continues ? range?.Length : response.Content.Headers.ContentLength;
        if (total is { } bytes && bytes != model.Bytes)
        {
            throw new ModelException(
                $"Model '{model.Id}': {url} has {bytes} bytes, expected {model.Bytes}: not the file that the manifest means."
            );
        }

        part.ComesFrom(
            response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : response.Content.Headers.LastModified?.ToString("r")
        );
    }

    private async Task<Exception?> CopyAsync(Stream body, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        while (true)
        {
            stall.CancelAfter(stallTimeout);
            var read = await body.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return part.Length == model.Bytes ? null : new IOException("the connection ended early");
            }

            if (part.Length + read > model.Bytes)
            {
                await part.DiscardAsync().ConfigureAwait(false);
                throw new ModelException(
                    $"Model '{model.Id}': {url} sends more than the {model.Bytes} bytes expected. The file was removed."
                );
            }

            await WriteAsync(_buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(new DownloadProgress(model, part.Length));
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await part.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new ModelException(
                $"Model '{model.Id}': {part.Path} cannot be written: {error.Message} "
                    + $"({model.Bytes - part.Length} bytes are still to come; what is there is kept).",
                error
            );
        }
    }
}
