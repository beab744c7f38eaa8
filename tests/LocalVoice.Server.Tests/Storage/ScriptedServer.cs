using System.Buffers.Binary;
using System.Text.Json;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Storage;

/// <summary>A server with real sessions on scripted engines, and a client that talks to it.</summary>
internal sealed class ScriptedServer(params string[] settings) : IAsyncDisposable
{
    private const int RateHz = 24_000;

    private RunningServer? _server;

    public ScenarioEngines Engines { get; } = new();

    public RunningServer Server => _server!;

    /// <summary>Further services.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public async Task StartAsync()
    {
        _server = new RunningServer { Args = settings, Configure = Add };
        await _server.InitializeAsync();
    }

    public async Task<TestClient> ConnectAsync(params string[] subprotocols)
    {
        var client = await Server.ConnectAsync("", subprotocols.Length == 0 ? ["realtime"] : subprotocols);
        await client.ExpectAsync("session.created");
        return client;
    }

    /// <summary>The user writes, and the agent responds.</summary>
    /// <returns>All that was told, up to the response's end.</returns>
    public static async Task<IReadOnlyList<JsonElement>> WriteAsync(TestClient client, string text)
    {
        await client.SendAsync(
            $$$"""
            {"type":"conversation.item.create",
             "item":{"type":"message","role":"user","content":[{"type":"input_text","text":"{{{text}}}"}]}}
            """
        );
        await client.SendAsync("""{"type":"response.create"}""");
        return await UntilAsync(client, "response.done");
    }

    /// <summary>The user says something, which the recogniser's script understands, and the agent responds.</summary>
    /// <returns>The audio that was sent, as it was sent.</returns>
    public static async Task<IReadOnlyList<string>> SpeakAsync(TestClient client)
    {
        List<string> sent = [];
        foreach (var audio in (byte[][])[Tone(800, 0.2), Tone(2_500, 0)])
        {
            for (var at = 0; at < audio.Length; at += RateHz / 5)
            {
                sent.Add(Convert.ToBase64String(audio.AsSpan(at, Math.Min(RateHz / 5, audio.Length - at))));
                await client.SendAsync($$"""{"type":"input_audio_buffer.append","audio":"{{sent[^1]}}"}""");
            }
        }

        await UntilAsync(client, "response.done");
        return sent;
    }

    public static async Task<IReadOnlyList<JsonElement>> UntilAsync(TestClient client, string type)
    {
        List<JsonElement> told = [];
        do
        {
            told.Add(await client.NextAsync());
        } while (told[^1].Type() != type);

        return told;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    private void Add(IServiceCollection services)
    {
        services.AddSingleton<IVoiceSessionFactory>(provider => new VoiceSessionFactory(
            Engines.ToCatalog(),
            new PipelineOptions(),
            SpokenTextPreparations.WithoutLexicons,
            IdleResources.For(new(), TimeProvider.System),
            TimeProvider.System,
            provider.GetRequiredService<ILogger<VoiceSessionFactory>>()
        ));
        Configure(services);
    }

    private static byte[] Tone(int milliseconds, double amplitude)
    {
        var samples = milliseconds * RateHz / 1000;
        var audio = new byte[2 * samples];
        for (var i = 0; i < samples; i++)
        {
            var value = (short)(amplitude * short.MaxValue * Math.Sin(2 * Math.PI * 300 * i / RateHz));
            BinaryPrimitives.WriteInt16LittleEndian(audio.AsSpan(2 * i), value);
        }

        return audio;
    }
}
