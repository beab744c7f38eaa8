using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Client.Providers.Http;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers;

/// <summary>
/// Writes down recordings: <c>POST /v1/audio/transcriptions</c> of a LocalVoice server. The recording is a file, WAV for example,
/// that tells its own rate. Thread-safe.
/// </summary>
/// <remarks>
/// Of the options it uses the model (a profile's name), the speech's language, and additional properties, which become fields of the
/// form: <c>prompt</c>, or <c>response_format</c> with <c>verbose_json</c> for the times of what is said. The transcript is in the
/// language that is spoken.
/// </remarks>
/// <param name="server">Like <c>http://localhost:8080</c>; <c>/v1</c> at its end may be there or not.</param>
/// <param name="apiKey">Null where the server needs none.</param>
/// <param name="model">The profile of requests that name none; null for the server's default.</param>
/// <param name="http">Sends the requests; not disposed. Null: one of its own, without a time-out.</param>
/// <exception cref="ArgumentException"><paramref name="server"/> is no server address.</exception>
[Experimental("MEAI001")]
public sealed class LocalVoiceSpeechToTextClient(Uri server, string? apiKey = null, string? model = null, HttpClient? http = null)
    : ISpeechToTextClient
{
    private readonly Uri _url = new ServerRoot(server).Http("audio/transcriptions");
    private readonly ApiClient _api = new(http, apiKey);
    private readonly SpeechToTextClientMetadata _metadata = new(ProviderName.Value, server, model);

    /// <param name="audioSpeechStream">Read to its end, not closed.</param>
    /// <exception cref="ClientException">No server answers, or it refuses the request.</exception>
    /// <exception cref="NotSupportedException">The text is wanted in another language than the speech's.</exception>
    public async Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream,
        SpeechToTextOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var response = await _api.PostAsync(_url, Form(audioSpeechStream, options, stream: false), cancellationToken);
        var body = await ApiClient.ReadAsync(response, cancellationToken);
        try
        {
            return TranscriptReader.Read(body, response.Content.Headers.ContentType?.MediaType == "application/json", ModelOf(options));
        }
        catch (JsonException invalid)
        {
            throw new ProtocolViolationException($"The transcript could not be read: {invalid.Message}");
        }
    }

    /// <summary>The text as it is written down: an update per piece, and a last one without text.</summary>
    /// <param name="audioSpeechStream">Read to its end, not closed.</param>
    /// <exception cref="ClientException">No server answers, it refuses the request, or it fails at it.</exception>
    /// <exception cref="NotSupportedException">The text is wanted in another language than the speech's.</exception>
    public async IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream,
        SpeechToTextOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var response = await _api.PostAsync(_url, Form(audioSpeechStream, options, stream: true), cancellationToken);
        await foreach (var @event in EventStream.ReadAsync(response, cancellationToken))
        {
            if (TranscriptReader.Read(@event, ModelOf(options)) is { } update)
            {
                yield return update;
            }
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Find(serviceType, serviceKey, this, _metadata);

    public void Dispose() => _api.Dispose();

    private string? ModelOf(SpeechToTextOptions? options) => options?.ModelId ?? model;

    private MultipartFormDataContent Form(Stream audio, SpeechToTextOptions? options, bool stream)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (options?.TextLanguage is { } wanted && wanted != options.SpeechLanguage)
        {
            throw new NotSupportedException($"The text is in the language of the speech: leave out the text language '{wanted}'.");
        }

        var fields = new Dictionary<string, string?>
        {
            ["model"] = ModelOf(options),
            ["language"] = options?.SpeechLanguage,
            ["response_format"] = "json",
            ["stream"] = stream ? "true" : null,
        };
        foreach (var (name, value) in options?.AdditionalProperties ?? [])
        {
            fields[name] = value?.ToString();
        }

        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
        {
            form.Add(new StringContent(value!), name);
        }

        form.Add(new StreamContent(audio), "file", audio is FileStream file ? Path.GetFileName(file.Name) : "audio.wav");
        return form;
    }
}
