using LocalVoice.Bench.Clips;
using LocalVoice.Client;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Bench.Tests.Clips;

public sealed class ClipRunTests
{
    [Fact]
    public async Task Every_clip_has_a_session_of_its_own_in_its_language_with_the_servers_turn_detection()
    {
        await using var server = await FakeRealtimeServer.StartAsync();

        await RunAsync(server, rounds: 2, callers: 1, ClipOf("a.wav", "es"), ClipOf("b.wav", "en"));

        var sessions = server.Received.Where(json => json.Contains("session.update", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, sessions.Count);
        Assert.Equal(2, sessions.Count(json => json.Contains("\"language\":\"es\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(sessions, json => json.Contains("turn_detection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_callers_play_all_clips_from_one_of_their_own_on()
    {
        await using var server = await FakeRealtimeServer.StartAsync();

        var measured = await RunAsync(server, rounds: 1, callers: 3, ClipOf("a.wav", "es"), ClipOf("b.wav", "es"), ClipOf("c.wav", "es"));

        Assert.Equal(9, measured.Count);
        var order = measured
            .GroupBy(clip => clip.Play.Caller)
            .Select(caller => string.Concat(caller.Select(clip => clip.Play.Clip.File[0])));
        Assert.All(order, files => Assert.Contains(files, "abcabc", StringComparison.Ordinal));
        Assert.All(measured, clip => Assert.NotNull(clip.Play.Result?.VoiceToVoice));
    }

    [Fact]
    public async Task A_refused_session_is_a_play_with_an_error()
    {
        await using var server = await FakeRealtimeServer.StartAsync(key: "secret");

        var measured = await RunAsync(server, rounds: 1, callers: 1, ClipOf("a.wav", "es"));

        Assert.Contains("API key", Assert.Single(measured).Play.Error, StringComparison.Ordinal);
    }

    private static Clip ClipOf(string file, string language) => new(file, language, null, Tones.Between(0, 60, 0));

    private static Task<IReadOnlyList<MeasuredClip>> RunAsync(FakeRealtimeServer server, int rounds, int callers, params Clip[] clips)
    {
        var caller = new ClipCaller(_ => server.RealtimeUrl, new CallOptions(), TimeProvider.System);
        return new ClipRun(caller, lone: null, whole: null).OfAsync(clips, rounds, callers, TestContext.Current.CancellationToken);
    }
}
