using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.OpenAI.Tests.Recognition;

/// <summary>A recogniser of a scripted server.</summary>
internal sealed class RecognizerFixture : IAsyncDisposable
{
    private readonly LoopbackConnections _connections = new();

    public RecognizerFixture(ScriptedServer server, Action<OpenAIRecognizerOptions>? change = null, TimeProvider? time = null)
    {
        Server = server;
        var options = new OpenAIRecognizerOptions { Url = server.Address, Key = "sk-test" };
        if (time is null)
        {
            // A busy machine must not look like a slow service.
            (options.ConnectTimeout, options.ResponseTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        }

        change?.Invoke(options);
        Recognizer = new(options, _connections, time ?? TimeProvider.System, Log);
    }

    public RecognizerFixture(string json, Action<OpenAIRecognizerOptions>? change = null)
        : this(new ScriptedServer(Responses.Json(200, json, "openai-processing-ms: 250\r\n")), change) { }

    public ScriptedServer Server { get; }

    public OpenAIRecognizer Recognizer { get; }

    public RecordedLog<OpenAIRecognizer> Log { get; } = new(Microsoft.Extensions.Logging.LogLevel.Debug);

    public BackendReport Report { get; } = new();

    public IRecognitionStream Open(string language = "es", params string[] vocabulary) =>
        Recognizer.OpenStream(new(language, vocabulary) { Report = Report });

    public async Task<Transcript> HearAsync(float[] samples, string language = "es", params string[] vocabulary)
    {
        await using var stream = Open(language, vocabulary);
        stream.Append(samples);
        return await stream.DecodeFinalAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await Server.DisposeAsync();
    }
}
