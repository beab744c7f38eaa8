using LocalVoice.Engines.Deepgram.Tests.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Aura;

public sealed class SpeakPoolTests
{
    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_after_its_time()
    {
        var time = new FakeTimeProvider();
        await using var scene = await AuraScene.OpenAsync(time);
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        var peer = await scene.Service.AcceptAsync();

        time.Advance(TimeSpan.FromMinutes(1.9));
        Assert.True(scene.Synthesizer.IsReady);
        time.Advance(TimeSpan.FromMinutes(0.2));

        Assert.False(scene.Synthesizer.IsReady);
        Assert.Equal("""{"type":"Close"}""", await peer.ReadTextAsync());
    }

    [Fact]
    public async Task A_connection_of_age_is_replaced_however_much_it_is_used()
    {
        var time = new FakeTimeProvider();
        await using var scene = await AuraScene.OpenAsync(time, options => options.MaxAge = TimeSpan.FromMinutes(2));
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        var peer = await scene.Service.AcceptAsync();
        for (var minute = 0; minute < 2; minute++)
        {
            var speaking = scene.SayAsync();
            await AuraScene.AnswerAsync(peer);
            await speaking;
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var next = scene.SayAsync();
        await AuraScene.AnswerAsync(await scene.Service.AcceptAsync());

        Assert.Single(await next);
        Assert.Equal("""{"type":"Close"}""", await peer.ReadTextAsync());
    }

    [Fact]
    public async Task Connections_beyond_those_that_are_kept_are_closed()
    {
        await using var scene = await AuraScene.OpenAsync(change: options => options.MaxIdle = 1);
        var (first, second) = (scene.SayAsync(), scene.SayAsync());
        ScriptedPeer[] peers = [await scene.Service.AcceptAsync(), await scene.Service.AcceptAsync()];
        await AuraScene.AnswerAsync(peers[0]);
        await Task.WhenAny(first, second);
        await AuraScene.AnswerAsync(peers[1]);
        await Task.WhenAll(first, second);

        Assert.Equal("""{"type":"Close"}""", await peers[1].ReadTextAsync());
    }

    [Fact]
    public async Task A_service_that_does_not_confirm_a_clear_loses_the_connection()
    {
        var time = new FakeTimeProvider();
        await using var scene = await AuraScene.OpenAsync(time);
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        var peer = await scene.Service.AcceptAsync();
        var chunks = scene.Synthesizer.SynthesizeAsync(new("Hola.", "es"), CancellationToken.None).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync();
        await peer.ReadTextAsync();
        await peer.ReadTextAsync();
        await peer.SendAsync(AuraScene.Sound(2_400), System.Net.WebSockets.WebSocketMessageType.Binary);
        await first;
        await chunks.DisposeAsync();
        Assert.Equal("""{"type":"Clear"}""", await peer.ReadTextAsync());

        var farewell = peer.ReadTextAsync();
        while (!farewell.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains(await farewell, (string?[])["""{"type":"Close"}""", null]);
        Assert.False(scene.Synthesizer.IsReady);
    }
}
