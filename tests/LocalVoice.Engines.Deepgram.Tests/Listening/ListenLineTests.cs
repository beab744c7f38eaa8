using System.Net.WebSockets;
using LocalVoice.Engines.Deepgram.Tests.Nova;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Listening;

public sealed class ListenLineTests
{
    private const string KeepAlive = """{"type":"KeepAlive"}""";

    [Fact]
    public async Task A_connection_begins_with_a_message_of_audio_and_is_kept_alive_while_nothing_is_said()
    {
        var time = new FakeTimeProvider();
        await using var scene = await NovaScene.OpenAsync(time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        await peer.ReadAudioAsync(640);

        await KeptAlive(peer, time);
        await KeptAlive(peer, time);

        Assert.Equal([640], peer.AudioMessages);
        Assert.All(peer.Audio, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task A_connection_lost_between_utterances_is_open_again_before_the_next_one()
    {
        var time = new FakeTimeProvider();
        await using var scene = await NovaScene.OpenAsync(time);
        var first = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        await using var next = scene.OpenStream();
        first.Append(NovaScene.Audio(0.5));
        var final = first.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();
        await peer.SendAsync(ResultsText.Of(0, 0.52, "uno", fromFinalize: true));
        await final;
        await first.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(2));

        await peer.CloseAsync(WebSocketCloseStatus.InternalServerError, "NET-0001");
        var reopened = await scene.Service.AcceptAsync();
        next.Append(NovaScene.Audio(0.5));
        var second = next.DecodeFinalAsync(CancellationToken.None);
        await reopened.ReadTextAsync();
        await reopened.SendAsync(ResultsText.Of(0, 0.52, "dos", fromFinalize: true));

        Assert.Equal("dos", (await second).Text);
    }

    [Fact]
    public async Task An_utterance_that_was_finished_goes_on_over_another_connection()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        var first = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();
        await peer.SendAsync(ResultsText.Of(0, 0.52, "uno", fromFinalize: true));
        await first;

        peer.Abort();

        // Connected, the final, its text; and that the connection has ended.
        await scene.Log.Logged.ReachesAsync(4);
        stream.Append(NovaScene.Audio(0.5));
        var second = stream.DecodeFinalAsync(CancellationToken.None);
        var other = await scene.Service.AcceptAsync();
        await other.ReadTextAsync();
        await other.SendAsync(ResultsText.Of(0, 0.52, "dos", fromFinalize: true));

        Assert.Equal("uno dos", (await second).Text);
    }

    [Fact]
    public async Task A_connection_lost_amid_an_utterance_fails_it_and_the_next_one_has_another()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var broken = scene.OpenStream();
        await using var next = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        broken.Append(NovaScene.Audio(0.5));
        await peer.ReadAudioAsync(640 + 16_000);
        peer.Abort();

        var failure = await Assert.ThrowsAsync<BackendException>(async () => await broken.DecodeFinalAsync(CancellationToken.None));
        next.Append(NovaScene.Audio(0.5));
        var final = next.DecodeFinalAsync(CancellationToken.None);
        var other = await scene.Service.AcceptAsync();
        await other.ReadTextAsync();
        await other.SendAsync(ResultsText.Of(0, 0.52, "dos", fromFinalize: true));

        Assert.Equal(BackendFault.Interrupted, failure.Fault);
        Assert.Equal("dos", (await final).Text);
    }

    [Fact]
    public async Task Speakers_have_connections_of_their_own()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var one = scene.OpenStream();
        await using var other = scene.Recognizer.OpenStream(RecognitionOptions.For("es") with { Speaker = new object() });

        await scene.Service.AcceptAsync();
        await scene.Service.AcceptAsync();

        Assert.Equal(2, scene.Service.Accepted);
    }

    [Fact]
    public async Task A_stream_of_no_speaker_connects_when_there_is_something_to_say()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using (var asked = scene.Recognizer.OpenStream(RecognitionOptions.For("es")))
        {
            asked.Append([]);
            Assert.Equal("", (await asked.DecodeFinalAsync(CancellationToken.None)).Text);
        }

        await using var stream = scene.Recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(NovaScene.Audio(0.5));
        var peer = await scene.Service.AcceptAsync();
        await peer.ReadAudioAsync(640 + 16_000);

        Assert.Equal(1, scene.Service.Accepted);
    }

    private static async Task KeptAlive(ScriptedPeer peer, FakeTimeProvider time)
    {
        var text = peer.ReadTextAsync();
        while (!text.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        Assert.Equal(KeepAlive, await text);
    }
}
