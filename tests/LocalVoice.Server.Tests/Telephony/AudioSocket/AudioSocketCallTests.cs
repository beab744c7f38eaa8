using System.Net;
using System.Net.Sockets;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

/// <summary>Calls of a strict Asterisk to a real server with scripted sessions.</summary>
public sealed class AudioSocketCallTests
{
    private const string Known = "40325ec2-5efd-4bd3-805f-53576e581d13";
    private static readonly string[] Enabled = ["--LocalVoice:Telephony:AudioSocket:Enabled", "true"];
    private static readonly string[] AnyPort = ["--LocalVoice:Telephony:AudioSocket:Port", "0"];

    [Fact]
    public async Task Nobody_listens_unless_that_is_enabled()
    {
        await using var server = await RunningServer.StartAsync(AnyPort).DisposeAfterwards();

        Assert.Null(server.Value.Services.GetRequiredService<AudioSocketListener>().Endpoint);
    }

    [Fact]
    public async Task A_call_opens_a_session_at_8_kHz_and_its_voice_reaches_it()
    {
        await using var server = await StartAsync("--LocalVoice:Telephony:AudioSocket:Profile", "en").DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        var telephone = new AudioFormat(AudioEncoding.Pcm16, 8_000);
        var voice = Enumerable.Range(0, 320).Select(i => (byte)i).ToArray();

        await call.HearAsync(voice);

        Assert.Equal(("en", telephone), (session.Settings.Language, session.Settings.InputFormat));
        Assert.Equal(voice, await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task The_agents_voice_goes_out_in_frames_of_20_ms_and_tells_what_was_played()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        await session.TellAsync(AgentSpeech.Of(4, frames: 7, amplitude: 0x0102));

        byte[] frame = [.. Enumerable.Repeat<byte[]>([0x02, 0x01], AgentSpeech.FrameSamples).SelectMany(sample => sample)];
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(frame, await call.NextAsync());
        }

        Assert.Equal(new PlaybackPosition(4, 0), await CommandAsync(session));
        Assert.Equal(new PlaybackPosition(4, 800), await CommandAsync(session));
    }

    [Fact]
    public async Task A_barge_in_drops_what_was_not_sent()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        await session.TellAsync(AgentSpeech.Of(1, frames: 15, amplitude: 1));
        Assert.NotNull(await call.NextAsync());

        await session.TellAsync([new PlaybackFlushed(1, Kept: null), .. AgentSpeech.Of(2, frames: 1, amplitude: 2)]);

        var ofTheFirst = 1;
        while ((await call.NextAsync())![0] == 1)
        {
            ofTheFirst++;
        }

        Assert.InRange(ofTheFirst, 1, 14);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_session_and_the_connection()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        await call.HangUpAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await call.EndedAsync();
    }

    [Fact]
    public async Task A_connection_that_is_lost_ends_the_session()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);

        await call.DisposeAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_session_that_is_over_hangs_up()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        session.Finish();

        Assert.True(await call.EndedAsync());
    }

    [Fact]
    public async Task A_server_that_stops_lets_the_agent_finish_and_then_hangs_up()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        session.Busy = true;

        var stopped = server.Value.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());
        Assert.False(stopped.IsCompleted);
        session.Finish();

        Assert.True(await call.EndedAsync());
        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_full_server_hangs_up_before_there_is_a_session()
    {
        await using var server = await StartAsync("--LocalVoice:Admission:MaxSessions", "1").DisposeAfterwards();
        var (call, _) = await CallAsync(server.Value);
        await using var closing = call;

        await using var refused = await FakeAsterisk.CallAsync(Endpoint(server.Value));

        Assert.True(await refused.EndedAsync());
        Assert.Contains("Warning: Session refused: full, status 503", server.Value.Log.Lines);
    }

    [Fact]
    public async Task A_uuid_that_is_not_listed_is_refused_and_a_listed_one_says_the_profile()
    {
        await using var server = await StartAsync($"--LocalVoice:Telephony:AudioSocket:Calls:{Known}", "ca").DisposeAfterwards();

        await using var unknown = await FakeAsterisk.CallAsync(Endpoint(server.Value));
        Assert.True(await unknown.EndedAsync());
        Assert.Contains("Warning: Session refused: uuid, status 403", server.Value.Log.Lines);

        await using var known = await FakeAsterisk.CallAsync(Endpoint(server.Value), Guid.Parse(Known));
        Assert.Equal("ca", (await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings.Language);
    }

    [Fact]
    public async Task Keys_become_an_item_of_the_callers_where_the_profile_says_so()
    {
        await using var server = await StartAsync("--LocalVoice:Profiles:es:Keypad", "true").DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        await call.PressAsync('4');
        await call.PressAsync('#');

        Assert.IsType<ClearOutput>(await CommandAsync(session));
        Assert.IsType<CancelResponse>(await CommandAsync(session));
        Assert.Equal("[keys: 4]", Assert.IsType<CreateItem>(await CommandAsync(session)).Item.Text);
    }

    [Fact]
    public async Task An_agent_that_may_read_keys_gets_them_as_its_functions_output_and_they_are_not_logged()
    {
        await using var server = await StartAsync("--LocalVoice:Profiles:es:ReadKeys", "true").DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;
        Assert.Equal("read_keys", Assert.Single(session.Settings.Tools.Tools).Name);

        await session.TellAsync(CallOf("read_keys", """{"digits": 4}"""));
        foreach (var key in "8361")
        {
            await call.PressAsync(key);
        }

        // The first may be there before the request is, and does not silence the agent then.
        var command = await CommandAsync(session);
        Assert.IsType<CancelResponse>(command is ClearOutput ? await CommandAsync(session) : command);
        var output = Assert.IsType<FunctionOutputItem>(Assert.IsType<CreateItem>(await CommandAsync(session)).Item);
        Assert.Equal(("call_1", """{"keys":"8361","ended_by":"digits"}"""), (output.CallId, output.Output));
        Assert.IsType<CreateResponse>(await CommandAsync(session));
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.Contains("8361", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_may_not_read_keys_has_no_function()
    {
        await using var server = await StartAsync("--LocalVoice:Profiles:es:Keypad", "true").DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        Assert.Empty(session.Settings.Tools.Tools);
    }

    [Fact]
    public async Task Where_comfort_noise_is_set_a_caller_hears_it_before_the_agent_speaks_and_nothing_was_played_by_it()
    {
        await using var server = await StartAsync("--LocalVoice:Telephony:AudioSocket:ComfortNoiseDbfs", "-60").DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        Assert.Contains(await call.NextAsync() ?? [], sample => sample != 0);
        await session.TellAsync(AgentSpeech.Of(3, frames: 1, amplitude: 0x0102));
        while ((await call.NextAsync())![1] != 1) { }

        Assert.Equal(new PlaybackPosition(3, 0), await CommandAsync(session));
    }

    [Theory]
    [InlineData(0x01, 16)]
    [InlineData(0x03, 0)]
    [InlineData(0x03, 2)]
    [InlineData(0x10, 3)]
    [InlineData(0x11, 320)]
    [InlineData(0x12, 640)]
    [InlineData(0xFF, 1)]
    public async Task A_frame_that_is_none_ends_its_own_call_only(byte type, int length)
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        var (other, bystander) = await CallAsync(server.Value);
        await using var closing = call;
        await using var closingToo = other;

        await call.SendAsync(type, new byte[length]);

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await call.EndedAsync();
        await other.HearAsync(new byte[320]);
        Assert.Equal(320, (await bystander.Audio.ReadAsync(TestClient.EventTimeout())).Length);
    }

    [Fact]
    public async Task Frames_of_later_versions_are_passed_over()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, session) = await CallAsync(server.Value);
        await using var closing = call;

        await call.SendAsync(0x42, [1, 2, 3]);
        await call.HearAsync(new byte[320]);

        Assert.Equal(320, (await session.Audio.ReadAsync(TestClient.EventTimeout())).Length);
    }

    [Theory]
    [InlineData("R0VUIC8gSFRUUC8xLjENCg0K")]
    [InlineData("EAAA")]
    [InlineData("AQAPAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAA")]
    public async Task A_connection_that_does_not_begin_with_a_uuid_opens_no_session(string base64)
    {
        await using var server = await StartAsync("--LocalVoice:Connection:MessageTimeout", "00:00:01").DisposeAfterwards();
        await using var call = await FakeAsterisk.DialAsync(Endpoint(server.Value));

        await call.SendRawAsync(Convert.FromBase64String(base64));

        await call.EndedAsync();
        Assert.False(server.Value.Sessions.Opened.TryRead(out _));
    }

    /// <summary>Seeded: calls that go on with any bytes.</summary>
    [Fact]
    public async Task Any_bytes_end_their_own_call_at_most()
    {
        await using var server = await StartAsync().DisposeAfterwards();
        var (call, bystander) = await CallAsync(server.Value);
        await using var closing = call;
        var random = new Random(20_261_129);
        for (var i = 0; i < 50; i++)
        {
            var (hostile, session) = await CallAsync(server.Value);
            await using var closingToo = hostile;
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            bytes[0] = (byte)(random.Next(2) == 0 ? bytes[0] : random.Next(0x14));

            await hostile.SendRawAsync(bytes);
            await hostile.DisposeAsync();
            await session.Disposed.WaitAsync(TestClient.EventTimeout());
        }

        await call.HearAsync(new byte[320]);

        Assert.Equal(320, (await bystander.Audio.ReadAsync(TestClient.EventTimeout())).Length);
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_when_the_server_starts()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync([.. Enabled, "--LocalVoice:Telephony:AudioSocket:Port", port])
        );

        Assert.Contains($"cannot listen on 127.0.0.1, port {port}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Address", "0.0.0.0", "AllowedNetworks")]
    [InlineData("Address", "localhost", "must be an IP address")]
    [InlineData("AllowedNetworks", "10.0.0.0/99", "10.0.0.0/99")]
    [InlineData("Calls:me", "es", "must be a UUID")]
    [InlineData("Port", "70000", "0…65535")]
    [InlineData("SilenceTimeout", "00:00:00.5", "00:00:01…01:00:00")]
    [InlineData("ComfortNoiseDbfs", "-20", "-80…-40")]
    public async Task Wrong_settings_are_named_at_the_start(string key, string value, string told)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync([.. Enabled, .. AnyPort, $"--LocalVoice:Telephony:AudioSocket:{key}", value])
        );

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    private static Task<RunningServer> StartAsync(params string[] args) => RunningServer.StartAsync([.. Enabled, .. AnyPort, .. args]);

    private static IPEndPoint Endpoint(RunningServer server) => server.Services.GetRequiredService<AudioSocketListener>().Endpoint!;

    private static async Task<(FakeAsterisk Call, FakeVoiceSession Session)> CallAsync(RunningServer server)
    {
        var call = await FakeAsterisk.CallAsync(Endpoint(server));
        return (call, await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout()));
    }

    private static ResponseEnded CallOf(string function, string arguments) =>
        new("resp_1", "item_1", 1, new(ResponseStatus.Completed), "Your number, please.", ResponseUsage.None)
        {
            Calls = [new(new FunctionCallItem("item_2", "call_1", function, arguments, ConversationItemStatus.Completed), "item_1")],
        };

    private static ValueTask<SessionCommand> CommandAsync(FakeVoiceSession session) =>
        session.Commands.ReadAsync(TestClient.EventTimeout());
}
