using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Client.Providers.Http;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers;

/// <summary>Reads texts aloud: <c>POST /v1/audio/speech</c> of a LocalVoice server. Thread-safe.</summary>
/// <remarks>
/// Of the options it uses the model (a profile's name; else the language, which profiles may be named by), the voice, the speed, the
/// audio format (<c>wav</c>, <c>pcm</c>: 24 kHz mono 16-bit, or what else the server has, also as media type) and additional
/// properties, which become fields of the request.
/// </remarks>
/// <param name="server">Like <c>http://localhost:8080</c>; <c>/v1</c> at its end may be there or not.</param>
/// <param name="apiKey">Null where the server needs none.</param>
/// <param name="model">The profile of requests that name none; null for the server's default.</param>
/// <param name="http">Sends the requests; not disposed. Null: one of its own, without a time-out.</param>
/// <exception cref="ArgumentException"><paramref name="server"/> is no server address.</exception>
[Experimental("MEAI001")]
public sealed class LocalVoiceTextToSpeechClient(Uri server, string? apiKey = null, string? model = null, HttpClient? http = null)
    : ITextToSpeechClient
{
    private const string MediaTypePrefix = "audio/";
    private readonly Uri _url = new ServerRoot(server).Http("audio/speech");
    private readonly ApiClient _api = new(http, apiKey);
    private readonly TextToSpeechClientMetadata _metadata = new(ProviderName.Value, server, model);

    /// <summary>The whole recording, a WAV file unless the options say otherwise.</summary>
    /// <exception cref="ClientException">No server answers, or it refuses the request.</exception>
    public async Task<TextToSpeechResponse> GetAudioAsync(
        string text,
        TextToSpeechOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var response = await _api.PostAsync(_url, Body(text, options, "wav"), cancellationToken);
        var audio = await ApiClient.ReadAsync(response, cancellationToken);
        return new([new DataContent(audio, MediaTypeOf(response))]) { ModelId = ModelOf(options) };
    }

    /// <summary>The audio as it is synthesised: PCM unless the options say otherwise, in parts of whole samples.</summary>
    /// <exception cref="ClientException">No server answers, it refuses the request, or it fails at it.</exception>
    public async IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(
        string text,
        TextToSpeechOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var response = await _api.PostAsync(_url, Body(text, options, "pcm"), cancellationToken);
        await foreach (var part in ApiClient.ReadPartsAsync(response, cancellationToken))
        {
            yield return new TextToSpeechResponseUpdate([new DataContent(part, MediaTypeOf(response))])
            {
                Kind = TextToSpeechResponseUpdateKind.AudioUpdating,
                ModelId = ModelOf(options),
            };
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Find(serviceType, serviceKey, this, _metadata);

    public void Dispose() => _api.Dispose();

    private string? ModelOf(TextToSpeechOptions? options) => options?.ModelId ?? model ?? options?.Language;

    private StringContent Body(string text, TextToSpeechOptions? options, string format)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = new JsonObject
        {
            ["model"] = ModelOf(options),
            ["input"] = text,
            ["voice"] = options?.VoiceId,
            ["response_format"] = options?.AudioFormat is { } wanted ? FormatOf(wanted) : format,
            ["speed"] = options?.Speed,
        };
        foreach (var (name, value) in options?.AdditionalProperties ?? [])
        {
            fields[name] = JsonValue.Create(value);
        }

        foreach (var name in fields.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            fields.Remove(name);
        }

        return new StringContent(fields.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
    }

    private static string FormatOf(string wanted) =>
        wanted.StartsWith(MediaTypePrefix, StringComparison.OrdinalIgnoreCase) ? wanted[MediaTypePrefix.Length..] : wanted;

    private static string MediaTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType ?? MediaTypeNames.Application.Octet;
}
