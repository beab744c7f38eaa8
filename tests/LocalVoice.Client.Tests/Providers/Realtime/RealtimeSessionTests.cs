using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Client.Providers;
using LocalVoice.Testing.Servers;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Tests.Providers.Realtime;

#pragma warning disable MEAI001 // What is tested.

public sealed class RealtimeSessionTests
{
    private const string Updated = """
        {"type":"session.updated","event_id":"event_2","session":{"type":"realtime","model":"es","instructions":"Be brief.",
        "max_output_tokens":"inf","output_modalities":["audio"],"audio":{"input":{"format":{"type":"audio/pcm","rate":24000},
        "transcription":{"model":"default","language":"es"},"turn_detection":{"type":"server_vad","interrupt_response":true}},
        "output":{"format":{"type":"audio/pcmu"},"voice":"joe"}}}}
        """;

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_session_has_the_options_that_the_server_says_are_in_force()
    {
        var peer = new ScriptedSession().On("session.update", Updated);
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        var light = AIFunctionFactory.Create((bool on) => on, "light");

        await using var session = await client.CreateSessionAsync(
            new()
            {
                Instructions = "Be brief, please.",
                Tools = [light],
                ToolMode = ChatToolMode.RequireAny,
            },
            Soon
        );

        var asked = await peer.NextAsync(Soon);
        Assert.Equal("session.update", asked.GetProperty("type").GetString());
        Assert.Equal("Be brief, please.", asked.GetProperty("session").GetProperty("instructions").GetString());
        Assert.Equal(("es", "Be brief.", "joe"), (session.Options!.Model, session.Options.Instructions, session.Options.Voice));
        Assert.Equal(("audio/pcm", 24_000), FormatOf(session.Options.InputAudioFormat));
        Assert.Equal(("audio/pcmu", 8_000), FormatOf(session.Options.OutputAudioFormat));
        Assert.Equal("es", session.Options.TranscriptionOptions!.SpeechLanguage);
        Assert.True(session.Options.VoiceActivityDetection is { Enabled: true, AllowInterruption: true });
        Assert.Equal((null, ChatToolMode.RequireAny), (session.Options.MaxOutputTokens, session.Options.ToolMode));
        Assert.Same(light, Assert.Single(session.Options.Tools!));
    }

    [Fact]
    public async Task Messages_can_be_read_from_the_first_on()
    {
        var peer = new ScriptedSession { Close = (WebSocketCloseStatus.NormalClosure, "") }.On("session.update", Updated);
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(new(), Soon);

        var messages = await session.GetStreamingResponseAsync(Soon).ToListAsync(Soon);

        Assert.Equal(["event_1", "event_2"], messages.Select(message => message.MessageId));
        Assert.All(messages, message => Assert.Equal(RealtimeServerMessageType.RawContentOnly, message.Type));
        Assert.Equal("session.updated", Assert.IsType<JsonElement>(messages[1].RawRepresentation).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Without_options_nothing_is_asked_for()
    {
        var peer = new ScriptedSession();
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);

        await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage { MessageId = "mine" }, Soon);

        var first = await peer.NextAsync(Soon);
        Assert.Equal("""{"type":"input_audio_buffer.commit","event_id":"mine"}""", first.GetRawText());
    }

    [Fact]
    public async Task An_event_of_the_protocol_is_sent_as_it_is()
    {
        var peer = new ScriptedSession();
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);

        await session.SendAsync(new() { RawRepresentation = new JsonObject { ["type"] = "response.cancel" } }, Soon);
        await session.SendAsync(new() { RawRepresentation = """{"type":"input_audio_buffer.clear"}""", MessageId = "mine" }, Soon);

        Assert.Equal("""{"type":"response.cancel"}""", (await peer.NextAsync(Soon)).GetRawText());
        Assert.Equal("""{"type":"input_audio_buffer.clear","event_id":"mine"}""", (await peer.NextAsync(Soon)).GetRawText());
    }

    [Fact]
    public async Task Several_may_send_at_the_same_time()
    {
        const int Senders = 200;
        var peer = new ScriptedSession();
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);
        var audio = new DataContent(new byte[9600], "audio/pcm");

        await Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(id => session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(audio) { MessageId = $"{id}" }, Soon))
        );

        var received = new List<string>();
        while (received.Count < Senders)
        {
            received.Add((await peer.NextAsync(Soon)).GetProperty("event_id").GetString()!);
        }

        Assert.Equal(Enumerable.Range(0, Senders).Select(id => $"{id}").Order(), received.Order());
    }

    [Fact]
    public async Task Options_that_the_server_refuses_are_refused_with_its_reason()
    {
        var peer = new ScriptedSession().On(
            "session.update",
            """{"type":"error","error":{"type":"invalid_request_error","code":"invalid_value","message":"Nobody has that voice."}}"""
        );
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.CreateSessionAsync(new() { Voice = "nobody" }, Soon));

        Assert.Equal(ClientFault.Refused, failure.Fault);
        Assert.Contains("Nobody has that voice.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_sent_and_one_that_the_server_does_not_know_is_refused()
    {
        await using var server = await FakeRealtimeServer.StartAsync(key: "right", instead: new ScriptedSession().RunAsync);
        using var right = new LocalVoiceRealtimeClient(new Uri(server.Url), "right");
        using var wrong = new LocalVoiceRealtimeClient(new Uri(server.Url), "wrong");

        await using var session = await right.CreateSessionAsync(cancellationToken: Soon);
        var failure = await Assert.ThrowsAsync<ClientException>(() => wrong.CreateSessionAsync(cancellationToken: Soon));

        Assert.Equal(ClientFault.Refused, failure.Fault);
    }

    [Fact]
    public async Task A_connection_that_the_server_closes_for_a_reason_ends_with_that_reason()
    {
        var peer = new ScriptedSession { Close = (WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down.") }.On(
            "input_audio_buffer.commit"
        );
        await using var server = await FakeRealtimeServer.StartAsync(instead: peer.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);
        await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage(), Soon);

        var failure = await Assert.ThrowsAsync<ClientException>(async () =>
            await session.GetStreamingResponseAsync(Soon).ToListAsync(Soon)
        );

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.StartsWith("The server ended the connection: The server is shutting down.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_lost_ends_with_a_failure()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.Resets);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);
        await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage(), Soon);

        var failure = await Assert.ThrowsAsync<ClientException>(async () =>
            await session.GetStreamingResponseAsync(Soon).ToListAsync(Soon)
        );

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
    }

    [Fact]
    public async Task Reading_ends_when_the_session_is_disposed()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: new ScriptedSession { Greeting = [] }.RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url));
        var session = await client.CreateSessionAsync(cancellationToken: Soon);
        var reading = session.GetStreamingResponseAsync(Soon).ToListAsync(Soon).AsTask();

        await session.DisposeAsync();

        Assert.Empty(await reading);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var client = new LocalVoiceRealtimeClient(new Uri("http://127.0.0.1:9"));

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.CreateSessionAsync(cancellationToken: Soon));

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.Contains("ws://127.0.0.1:9/v1/realtime", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_provides_it_is_told()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: new ScriptedSession().RunAsync);
        using var client = new LocalVoiceRealtimeClient(new Uri(server.Url), model: "es");
        await using var session = await client.CreateSessionAsync(cancellationToken: Soon);

        foreach (var service in new[] { client.GetService(typeof(ChatClientMetadata)), session.GetService(typeof(ChatClientMetadata)) })
        {
            var metadata = Assert.IsType<ChatClientMetadata>(service);
            Assert.Equal(("localvoice", "es"), (metadata.ProviderName, metadata.DefaultModelId));
        }

        Assert.Same(client, client.GetService(typeof(IRealtimeClient)));
        Assert.Null(client.GetService(typeof(IRealtimeClient), "key"));
    }

    private static (string MediaType, int Rate) FormatOf(RealtimeAudioFormat? format) => (format!.MediaType, format.SampleRate);
}
