using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Nova;

/// <summary>The recogniser and a server that does as it is told.</summary>
internal sealed class NovaScene : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Silence that every connection begins with.</summary>
    public const double Opening = 0.02;

    private readonly TestConnections _connections = new();

    private NovaScene(ScriptedService service, TimeProvider time, Action<DeepgramRecognizerOptions>? change)
    {
        Service = service;
        var options = new DeepgramRecognizerOptions { Url = service.Url, Key = Key };
        change?.Invoke(options);
        Recognizer = new(options, _connections, time, Log);
    }

    public ScriptedService Service { get; }

    public DeepgramRecognizer Recognizer { get; }

    public RecordedLog<DeepgramRecognizer> Log { get; } = new();

    public object Speaker { get; } = new();

    public static async Task<NovaScene> OpenAsync(TimeProvider? time = null, Action<DeepgramRecognizerOptions>? change = null) =>
        new(await ScriptedService.StartAsync(), time ?? TimeProvider.System, change);

    public IRecognitionStream OpenStream(BackendReport? report = null) =>
        Recognizer.OpenStream(RecognitionOptions.For("es") with { Speaker = Speaker, Report = report ?? new() });

    /// <summary>Audio that is none in particular.</summary>
    public static float[] Audio(double seconds) => [.. Enumerable.Repeat(0.1f, (int)(seconds * 16_000))];

    public async ValueTask DisposeAsync()
    {
        Recognizer.Dispose();
        _connections.Dispose();
        await Service.DisposeAsync();
    }
}
