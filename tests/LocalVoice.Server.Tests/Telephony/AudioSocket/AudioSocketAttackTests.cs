using System.Net;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

/// <summary>What comes to the port of AudioSocket and means no good holds no session, and keeps nobody out.</summary>
public sealed class AudioSocketAttackTests
{
    private const string Section = "--LocalVoice:Telephony:AudioSocket";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);
    private static readonly string[] Enabled = [$"{Section}:Enabled=true", $"{Section}:Port=0", $"{Section}:SilenceTimeout=00:00:45"];

    private readonly ArmedTime _time = new();

    [Fact]
    public async Task A_call_from_which_nothing_comes_for_too_long_is_hung_up()
    {
        await using var server = await RunningServer.StartAsync(_time, Enabled).DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        await call.HearAsync(new byte[320]);
        await session.Audio.ReadAsync(TestClient.EventTimeout());
        await _time.ArmedAsync(Silence, 2);

        _time.Advance(Silence);

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.True(await call.EndedAsync());
        await server.Value.StopAsync();
        Assert.Contains($"Information: Call {session.Id} ended: the line broke its protocol (silence_timeout)", server.Value.Log.Lines);
    }

    [Fact]
    public async Task Each_frame_begins_the_time_anew_and_one_that_does_not_come_to_its_end_is_none()
    {
        await using var server = await RunningServer.StartAsync(_time, Enabled).DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        await _time.ArmedAsync(Silence, 2);
        _time.Advance(Silence - TimeSpan.FromSeconds(5));
        await call.HearAsync(new byte[320]);
        await session.Audio.ReadAsync(TestClient.EventTimeout());

        // What is left of the time since that frame.
        _time.Advance(TimeSpan.FromSeconds(5));
        await _time.ArmedAsync(Silence - TimeSpan.FromSeconds(5));
        Assert.False(session.Disposed.IsCompleted);
        await call.SendRawAsync([0x10, 0x01, 0x40, 0]);
        _time.Advance(Silence - TimeSpan.FromSeconds(5));

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_caller_who_leaves_behind_more_than_the_session_takes_ends_it_all_the_same()
    {
        await using var server = await RunningServer.StartAsync(Enabled).DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        var many = Enumerable.Repeat<byte[]>([0x10, 0x00, 0x02, 0, 0], 2_000).SelectMany(frame => frame).ToArray();
        await call.SendRawAsync(many);
        await session.Waiting.WaitAsync(TestClient.EventTimeout());

        await call.DisposeAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task Frames_of_audio_without_a_sample_do_not_reach_the_session()
    {
        await using var server = await RunningServer.StartAsync(Enabled).DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        await call.SendRawAsync([.. Enumerable.Repeat<byte[]>([0x10, 0, 0], 10_000).SelectMany(frame => frame)]);
        await call.HearAsync(new byte[320]);

        Assert.Equal(320, (await session.Audio.ReadAsync(TestClient.EventTimeout())).Length);
    }

    [Fact]
    public async Task Connections_that_tell_no_call_give_way_to_those_that_do()
    {
        const int Silent = 200;
        await using var server = await RunningServer.StartAsync(Enabled).DisposeAfterwards();
        var (call, bystander) = await CallAsync(server.Value);
        await using var closing = call;
        var silent = new List<FakeAsterisk>();
        for (var i = 0; i < Silent; i++)
        {
            silent.Add(await FakeAsterisk.DialAsync(Endpoint(server.Value)));
            await silent[^1].SendRawAsync([0x01, 0x00]);
        }

        var (another, _) = await CallAsync(server.Value);
        await using var closingToo = another;

        await silent[0].EndedAsync();
        await call.HearAsync(new byte[320]);
        Assert.Equal(320, (await bystander.Audio.ReadAsync(TestClient.EventTimeout())).Length);
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        await Task.WhenAll(silent.Select(one => one.DisposeAsync().AsTask()));
    }

    /// <summary>In each state: connected, amid the UUID, a call, amid a frame, after the hang-up, reset.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("0100")]
    [InlineData("01001040325EC25EFD4BD3805F53576E581D13")]
    [InlineData("01001040325EC25EFD4BD3805F53576E581D131001")]
    [InlineData("01001040325EC25EFD4BD3805F53576E581D13000000100002")]
    [InlineData("01001040325EC25EFD4BD3805F53576E581D13FF0001021000020000")]
    public async Task Whenever_a_line_is_lost_its_place_is_free_again(string hex)
    {
        await using var server = await RunningServer.StartAsync([.. Enabled, "--LocalVoice:Admission:MaxSessions=3"]).DisposeAfterwards();
        for (var i = 0; i < 12; i++)
        {
            var lost = await FakeAsterisk.DialAsync(Endpoint(server.Value));
            await lost.SendRawAsync(Convert.FromHexString(hex));
            if (hex.Length >= 38)
            {
                var session = await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
                await lost.DisposeAsync();
                await session.Disposed.WaitAsync(TestClient.EventTimeout());
            }
            else
            {
                await lost.DisposeAsync();
            }
        }

        var (call, _) = await CallAsync(server.Value);
        await call.DisposeAsync();
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static IPEndPoint Endpoint(RunningServer server) => server.Services.GetRequiredService<AudioSocketListener>().Endpoint!;

    private static async Task<(FakeAsterisk Call, FakeVoiceSession Session)> CallAsync(RunningServer server)
    {
        var call = await FakeAsterisk.CallAsync(Endpoint(server));
        return (call, await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout()));
    }
}
