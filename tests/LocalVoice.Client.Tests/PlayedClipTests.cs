using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Client.Tests;

public sealed class PlayedClipTests
{
    private static readonly ListeningLimit Limit = new(Wait: TimeSpan.FromSeconds(5), Voice: TimeSpan.FromMilliseconds(100));

    [Fact]
    public async Task Voice_to_voice_ends_at_the_first_voiced_sample_of_the_answer()
    {
        await using var server = await FakeRealtimeServer.StartAsync();

        var played = await PlayAsync(server, Tones.Between(0, 100, 0));

        // The answer begins with 50 ms of silence.
        Assert.Equal(50, (played.VoiceToVoice!.Value - played.FirstArrival!.Value).TotalMilliseconds, 0.1);
        Assert.Equal(("hola", false, null), (played.Heard, played.CutIn, played.Error));
        Assert.NotNull(played.Timeline);
    }

    [Fact]
    public async Task An_answer_that_is_heard_before_the_last_voiced_sample_cuts_in_and_the_next_one_counts()
    {
        await using var server = await FakeRealtimeServer.StartAsync();

        var played = await PlayAsync(server, Tones.Between(0, 100, 400).Then(Tones.Between(0, 100, 0)));

        Assert.True(played.CutIn);
        Assert.True(played.VoiceToVoice > TimeSpan.Zero);
        Assert.Equal("hola hola", played.Heard);
    }

    [Fact]
    public async Task Without_an_answer_the_caller_gives_up_after_the_wait()
    {
        await using var server = await FakeRealtimeServer.StartAsync(hears: "");

        var played = await PlayAsync(server, Tones.Between(0, 60, 0), Limit with { Wait = TimeSpan.FromMilliseconds(200) });

        Assert.Equal((null, null, false), (played.VoiceToVoice, played.Heard, played.CutIn));
    }

    [Fact]
    public async Task An_answer_without_end_is_cancelled_once_enough_of_it_was_heard()
    {
        await using var server = await FakeRealtimeServer.StartAsync(completes: false);

        var played = await PlayAsync(server, Tones.Between(0, 60, 0));

        Assert.NotNull(played.VoiceToVoice);
        Assert.NotNull(played.Timeline);
        Assert.Contains(server.Received, json => json.Contains("response.cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_our_extensions_is_spoken_to_as_stock_clients_do()
    {
        await using var server = await FakeRealtimeServer.StartAsync(extensions: false);

        var played = await PlayAsync(server, Tones.Between(0, 60, 0));

        Assert.NotNull(played.VoiceToVoice);
        Assert.Null(played.Timeline);
        Assert.Equal("hola", played.Heard);
    }

    private static async Task<PlayedClip> PlayAsync(FakeRealtimeServer server, Recording recording, ListeningLimit? limit = null)
    {
        var options = new CallOptions { OtherFraming = () => new Base64Framing() };
        var stop = TestContext.Current.CancellationToken;
        await using var call = await RealtimeCall.OpenAsync(server.RealtimeUrl, options, TimeProvider.System, stop);
        return await call.PlayAsync(recording, limit ?? Limit, stop);
    }
}

file static class Recordings
{
    public static Recording Then(this Recording first, Recording second) =>
        first with
        {
            Samples = (short[])[.. first.Samples.Span, .. second.Samples.Span],
        };
}
