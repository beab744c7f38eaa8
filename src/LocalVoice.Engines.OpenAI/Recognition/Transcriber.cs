using System.Net.Http.Headers;
using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Engines.OpenAI.Languages;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>Sends an utterance and reads its transcript. Thread-safe.</summary>
internal sealed class Transcriber(ServiceConnection connection, TimeSpan limit, TimeProvider time, ILogger logger)
{
    private readonly Uri _address = connection.Service.At("audio/transcriptions");

    public TimeSpan? RoundTrip => connection.RoundTrip;

    /// <summary>An interim that nobody gets is no failure: the final tells, if it fails too.</summary>
    public void Forgo(BackendException failure) => RecognitionLog.NoInterim(logger, failure.Fault);

    /// <exception cref="BackendException">The service failed, or took longer than the limit.</exception>
    public async Task<Transcript> TranscribeAsync(
        UtteranceAudio audio,
        TranscriptionHints hints,
        BackendReport report,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var heard = await SendAsync(audio, hints, report, either.Token).ConfigureAwait(false);
            RecognitionLog.Heard(logger, audio.Duration, time.GetElapsedTime(start));
            RecognitionLog.HeardTextSensitive(logger, heard.Text);
            return new(heard.Text, LanguageOf(heard, hints), audio.Duration, []);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            throw connection.Failures.Stalled("no transcript", limit);
        }
    }

    private async Task<HeardText> SendAsync(
        UtteranceAudio audio,
        TranscriptionHints hints,
        BackendReport report,
        CancellationToken cancellationToken
    )
    {
        // Whoever asks must not do the work of copying a long utterance.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var form = Form(audio, hints);
        using var response = await connection.PostAsync(_address, form, report, cancellationToken).ConfigureAwait(false);
        ProcessingTime.AddTo(report, response);
        try
        {
            var json = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return HeardText.Read(json) ?? throw connection.Failures.Malformed("no transcript");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw connection.Network.Of(error);
        }
    }

    private static string LanguageOf(HeardText heard, TranscriptionHints hints) =>
        hints.Language == LanguageTag.Detected ? heard.Language ?? hints.Language : hints.Language;

    private MultipartFormDataContent Form(UtteranceAudio audio, TranscriptionHints hints)
    {
        var file = new ByteArrayContent(WaveFile.Of(audio.Pcm.Span));
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent();
        Add(form, "model", connection.Service.Model);
        Add(form, "response_format", "json");
        foreach (var (name, value) in hints.Fields(connection.Service.Model))
        {
            Add(form, name, value);
        }

        form.Add(file, "\"file\"", "\"utterance.wav\"");
        return form;
    }

    private static void Add(MultipartFormDataContent form, string name, string value)
    {
        var content = new StringContent(value);
        content.Headers.ContentType = null;
        form.Add(content, $"\"{name}\"");
    }
}

internal static partial class RecognitionLog
{
    [LoggerMessage(LogLevel.Debug, "Transcript of {Audio} in {Elapsed}")]
    public static partial void Heard(ILogger logger, TimeSpan audio, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Trace, "Transcript: {Text}")]
    public static partial void HeardTextSensitive(ILogger logger, string text);

    [LoggerMessage(LogLevel.Debug, "No interim transcript: {Fault}")]
    public static partial void NoInterim(ILogger logger, BackendFault fault);
}
