using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.OpenAI.Tests.Synthesis;

/// <summary>A synthesizer of a scripted server.</summary>
internal sealed class SynthesizerFixture : IAsyncDisposable
{
    private readonly LoopbackConnections _connections = new();

    public SynthesizerFixture(ScriptedServer server, Action<OpenAISynthesizerOptions>? change = null, TimeProvider? time = null)
    {
        Server = server;
        var options = new OpenAISynthesizerOptions { Url = server.Address, Key = "sk-test" };
        if (time is null)
        {
            // A busy machine must not look like a slow service.
            options.ConnectTimeout = TimeSpan.FromMinutes(1);
            (options.FirstAudioTimeout, options.StallTimeout) = (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        }

        change?.Invoke(options);
        Synthesizer = new(options, _connections, time ?? TimeProvider.System, new RecordedLog<OpenAISynthesizer>());
    }

    public ScriptedServer Server { get; }

    public OpenAISynthesizer Synthesizer { get; }

    public BackendReport Report { get; } = new();

    public async Task<List<SpeechChunk>> SpeakAsync(string text, string? voice = null, double speed = 1)
    {
        var chunks = new List<SpeechChunk>();
        var request = new SynthesisRequest(text, "es", voice, speed) { Report = Report };
        await foreach (var chunk in Synthesizer.SynthesizeAsync(request, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public static float[] SamplesOf(IEnumerable<SpeechChunk> chunks) => [.. chunks.SelectMany(chunk => chunk.Samples.ToArray())];

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await Server.DisposeAsync();
    }
}
