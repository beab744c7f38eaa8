using System.Net.WebSockets;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Aura;

/// <summary>The synthesizer and a server that does as it is told.</summary>
internal sealed class AuraScene : IAsyncDisposable
{
    public const string Flushed = """{"type":"Flushed","sequence_id":0}""";
    public const string Cleared = """{"type":"Cleared","sequence_id":0}""";

    private readonly TestConnections _connections = new();

    private AuraScene(ScriptedService service, TimeProvider time, Action<DeepgramSynthesizerOptions>? change)
    {
        Service = service;
        var options = new DeepgramSynthesizerOptions { Url = service.Url, Key = "0123456789abcdef" };
        change?.Invoke(options);
        Synthesizer = new(options, _connections, time, Log);
    }

    public ScriptedService Service { get; }

    public DeepgramSynthesizer Synthesizer { get; }

    public RecordedLog<DeepgramSynthesizer> Log { get; } = new();

    public static async Task<AuraScene> OpenAsync(TimeProvider? time = null, Action<DeepgramSynthesizerOptions>? change = null) =>
        new(await ScriptedService.StartAsync(), time ?? TimeProvider.System, change);

    public Task<List<SpeechChunk>> SayAsync(string text = "Hola.", string? voice = null) =>
        SpeakAsync(new SynthesisRequest(text, "es", voice));

    public async Task<List<SpeechChunk>> SpeakAsync(SynthesisRequest request, CancellationToken cancellationToken = default)
    {
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in Synthesizer.SynthesizeAsync(request, cancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    /// <summary>Waits, without sleeping, for a cancelled request's connection to be free again: preparing opens none then.</summary>
    public async Task WaitUntilReadyAsync()
    {
        while (!Synthesizer.IsReady)
        {
            await Task.Yield();
        }
    }

    /// <summary>16-bit samples of one value.</summary>
    public static byte[] Sound(int samples, short value = 8_000)
    {
        var bytes = new byte[2 * samples];
        for (var i = 0; i < samples; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), value);
        }

        return bytes;
    }

    /// <summary>Answers a request that is under way.</summary>
    public static async Task AnswerAsync(ScriptedPeer peer)
    {
        await peer.ReadTextAsync();
        await peer.ReadTextAsync();
        await peer.SendAsync(Sound(2_400), WebSocketMessageType.Binary);
        await peer.SendAsync(Flushed);
    }

    public async ValueTask DisposeAsync()
    {
        Synthesizer.Dispose();
        _connections.Dispose();
        await Service.DisposeAsync();
    }
}
