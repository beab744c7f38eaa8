using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Synthesis;

/// <summary>How long audio is waited for.</summary>
internal sealed record SpeechDeadlines(TimeSpan First, TimeSpan Stall);

/// <summary>Asks for speech and reads it as it comes. Thread-safe.</summary>
internal sealed class SpeechRequests(ServiceConnection connection, SpeechDeadlines deadlines, TimeProvider time)
{
    public const int SampleRateHz = 24_000;
    private readonly Uri _address = connection.Service.At("audio/speech");

    /// <param name="isFirst">Of those that one clause needs: only for its audio is waited.</param>
    /// <returns>The samples, −1…1, about as they come.</returns>
    /// <exception cref="BackendException">The service failed, before or amid the speech.</exception>
    public async IAsyncEnumerable<float[]> SpeakAsync(
        SpeechBody body,
        BackendReport report,
        bool isFirst,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var deadline = new ResponseDeadline(deadlines.First, deadlines.Stall, time, cancellationToken);
        using var response = await OnTimeAsync(deadline, () => PostAsync(body, report, deadline), cancellationToken).ConfigureAwait(false);
        var pcm = new PcmReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), connection.Failures);
        while (await OnTimeAsync(deadline, () => pcm.ReadAsync(deadline.Token), cancellationToken).ConfigureAwait(false) is { } samples)
        {
            if (!deadline.HasBegun && isFirst && connection.RoundTrip is { } roundTrip)
            {
                report.Waited(roundTrip, 1);
            }

            deadline.Came(isPiece: true);
            yield return samples;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<HttpResponseMessage> PostAsync(SpeechBody body, BackendReport report, ResponseDeadline deadline)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, SpeechJson.Default.SpeechBody));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await connection.PostAsync(_address, content, report, deadline.Token).ConfigureAwait(false);
        ProcessingTime.AddTo(report, response);
        deadline.Came(isPiece: false);
        if (response.Content.Headers.ContentType?.MediaType is { } type && !IsAudio(type))
        {
            response.Dispose();
            throw connection.Failures.Malformed($"{type} instead of audio");
        }

        return response;
    }

    private async Task<T> OnTimeAsync<T>(ResponseDeadline deadline, Func<Task<T>> coming, CancellationToken cancellationToken)
    {
        deadline.Wait();
        try
        {
            return await coming().ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (deadline.HasPassed && error is not BackendException)
        {
            throw connection.Failures.Stalled(deadline.HasBegun ? "no more audio" : "no audio", deadline.Limit);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw connection.Network.Of(error);
        }
    }

    private static bool IsAudio(string type) =>
        type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}
