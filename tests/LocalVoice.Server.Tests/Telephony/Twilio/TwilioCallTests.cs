using System.Net.WebSockets;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using LocalVoice.Testing.Telephony;

namespace LocalVoice.Server.Tests.Telephony.Twilio;

/// <summary>Calls of a strict Twilio to a real server with scripted sessions.</summary>
public sealed class TwilioCallTests : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Args = ["--LocalVoice:Profiles:ca:Keypad", "true"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_call_opens_a_session_at_8_kHz_with_the_profile_that_its_parameter_names()
    {
        await using var call = await FakeTwilio.CallAsync(Address(), "ca");

        var settings = (await OpenedAsync()).Settings;

        var telephone = new AudioFormat(AudioEncoding.Pcm16, 8_000);
        Assert.Equal(("ca", telephone, telephone), (settings.Language, settings.InputFormat, settings.OutputFormat));
        Assert.Equal((true, "Eres Vega, un assistent de veu. Respon breu."), (settings.Extensions, settings.Instructions));
    }

    [Theory]
    [InlineData("en", null, "en")]
    [InlineData("en", "ca", "ca")]
    [InlineData("nobody", null, "es")]
    public async Task The_query_names_the_profile_where_no_parameter_does(string query, string? parameter, string language)
    {
        await using var call = await FakeTwilio.CallAsync(Address($"?model={query}"), parameter);

        Assert.Equal(language, (await OpenedAsync()).Settings.Language);
    }

    [Fact]
    public async Task The_callers_voice_reaches_the_session_as_samples()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await call.HearAsync([0xFF, 0x00, 0x80, 0x7F]);

        short[] samples = [G711.DecodeMuLaw(0xFF), G711.DecodeMuLaw(0x00), G711.DecodeMuLaw(0x80), G711.DecodeMuLaw(0x7F)];
        var expected = new byte[8];
        Pcm16.Encode(samples, expected);
        Assert.Equal(expected, await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task The_agents_voice_goes_out_in_order_with_a_mark_every_100_ms_and_at_its_end()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await session.TellAsync(AgentSpeech.Of(1, frames: 7));

        string[] expected = ["media", "media", "media", "media", "media", "mark 1:800", "media", "media", "mark 1:1120"];
        foreach (var message in expected)
        {
            var sent = await call.NextAsync();
            Assert.Equal(message, $"{sent!.Event} {sent.Mark}".Trim());
            Assert.All(sent.MuLaw, code => Assert.Equal(G711.EncodeMuLaw(1000), code));
        }
    }

    [Fact]
    public async Task Marks_that_come_back_tell_what_was_played()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;
        await session.TellAsync(AgentSpeech.Of(3, frames: 10));
        await ReadAsync(call, 12);

        await call.PlayAsync(TimeSpan.FromMilliseconds(120));
        Assert.Equal(new PlaybackPosition(3, 800), await CommandAsync(session));

        await call.PlayAsync(TimeSpan.FromMilliseconds(80));
        Assert.Equal(new PlaybackPosition(3, 1600), await CommandAsync(session));
    }

    [Fact]
    public async Task A_barge_in_clears_what_twilio_holds_and_nothing_more_of_it_is_sent()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;
        await session.TellAsync(AgentSpeech.Of(1, frames: 10));
        await ReadAsync(call, 12);
        Assert.Equal(TimeSpan.FromMilliseconds(200), call.Buffered);

        await session.TellAsync([new PlaybackFlushed(1, Kept: null), .. AgentSpeech.Of(1, frames: 5), .. AgentSpeech.Of(2, frames: 1)]);

        Assert.Equal("clear", (await call.NextAsync())!.Event);
        Assert.Equal("media", (await call.NextAsync())!.Event);
        Assert.Equal("2:160", (await call.NextAsync())!.Mark);
        Assert.Equal(TimeSpan.FromMilliseconds(20), call.Buffered);
    }

    [Fact]
    public async Task Audio_that_was_cut_off_while_it_waited_is_not_sent()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();

        await session.TellAsync([.. AgentSpeech.Of(1, frames: 3, cancelled: cut.Token), .. AgentSpeech.Of(2, frames: 1)]);

        Assert.Equal("media", (await call.NextAsync())!.Event);
        Assert.Equal("2:160", (await call.NextAsync())!.Mark);
    }

    [Fact]
    public async Task A_lowered_voice_is_sent_quieter_until_it_is_restored()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await session.TellAsync([new PlaybackDucked(-20), .. AgentSpeech.Of(1, frames: 1, amplitude: 10_000)]);
        var lowered = await call.NextAsync();
        await session.TellAsync([new PlaybackRestored(), .. AgentSpeech.Of(2, frames: 1, amplitude: 10_000)]);
        await call.NextAsync();
        var restored = await call.NextAsync();

        Assert.Equal(G711.EncodeMuLaw(1000), lowered!.MuLaw[0]);
        Assert.Equal(G711.EncodeMuLaw(10_000), restored!.MuLaw[0]);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_session_and_the_connection()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await call.StopAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await call.ClosedAsync());
    }

    [Fact]
    public async Task A_connection_that_is_lost_ends_the_session()
    {
        var (call, session) = await CallAsync();

        await call.DisposeAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_session_that_is_over_hangs_up_after_its_last_words()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await session.TellAsync(AgentSpeech.Of(1, frames: 1));
        session.Finish();

        await ReadAsync(call, 2);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await call.ClosedAsync());
    }

    [Fact]
    public async Task A_session_that_fails_hangs_up_and_harms_no_other_call()
    {
        var (call, session) = await CallAsync();
        var (other, bystander) = await CallAsync();
        await using var closing = call;
        await using var closingToo = other;

        session.Finish(new InvalidOperationException("broken"));

        Assert.Equal(WebSocketCloseStatus.InternalServerError, await call.ClosedAsync());
        await bystander.TellAsync(AgentSpeech.Of(1, frames: 1));
        Assert.Equal("media", (await other.NextAsync())!.Event);
    }

    [Fact]
    public async Task A_server_that_stops_lets_the_agent_finish_and_then_hangs_up()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;
        session.Busy = true;

        var stopped = _server.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());
        await session.TellAsync(AgentSpeech.Of(1, frames: 1));
        session.Finish();

        await ReadAsync(call, 2);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await call.ClosedAsync());
        await stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Contains(_server.Log.Lines, line => line.Contains("1 sessions ended whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_become_an_item_of_the_callers_where_the_profile_says_so()
    {
        var (call, session) = await CallAsync("ca");
        await using var closing = call;

        foreach (var key in "12*#")
        {
            await call.PressAsync(key);
        }

        Assert.IsType<ClearOutput>(await CommandAsync(session));
        Assert.IsType<CancelResponse>(await CommandAsync(session));
        var item = Assert.IsType<MessageItem>(Assert.IsType<CreateItem>(await CommandAsync(session)).Item);
        Assert.Equal((ConversationRole.User, "[keys: 12*]", false), (item.Role, item.Text, item.Spoken));
        Assert.IsType<CreateResponse>(await CommandAsync(session));
    }

    [Fact]
    public async Task Keys_do_nothing_where_the_profile_says_nothing()
    {
        var (call, session) = await CallAsync();
        await using var closing = call;

        await call.PressAsync('1');
        await call.PressAsync('#');
        await session.TellAsync(AgentSpeech.Of(1, frames: 1));
        await ReadAsync(call, 2);
        await call.PlayAsync(TimeSpan.FromMilliseconds(20));

        Assert.Equal(new PlaybackPosition(1, 160), await CommandAsync(session));
    }

    [Fact]
    public async Task Nothing_of_what_is_said_or_pressed_or_of_the_caller_is_logged()
    {
        var (call, session) = await CallAsync("ca");
        await using var closing = call;

        await call.HearAsync(Enumerable.Repeat((byte)0x55, 160).ToArray());
        await call.PressAsync('7');
        await call.PressAsync('#');
        await CommandAsync(session);
        await session.TellAsync(new CommandFailed("some_code", "secret words", null, null));
        await call.StopAsync();
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await call.ClosedAsync();

        var lines = string.Join('\n', _server.Log.Lines);
        Assert.Contains($"Call {session.Id} ended: Goodbye.", lines, StringComparison.Ordinal);
        Assert.All(
            [FakeTwilio.CallSid, FakeTwilio.StreamSid, "secret words", "keys: 7", "VVVVVVVV"],
            secret => Assert.DoesNotContain(secret, lines, StringComparison.Ordinal)
        );
    }

    private Uri Address(string query = "") => new($"ws://{_server.Address.Authority}/v1/telephony/twilio{query}");

    private async Task<(FakeTwilio Call, FakeVoiceSession Session)> CallAsync(string? model = null)
    {
        var call = await FakeTwilio.CallAsync(Address(), model);
        return (call, await OpenedAsync());
    }

    private ValueTask<FakeVoiceSession> OpenedAsync() => _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

    private static ValueTask<SessionCommand> CommandAsync(FakeVoiceSession session) =>
        session.Commands.ReadAsync(TestClient.EventTimeout());

    private static async Task ReadAsync(FakeTwilio call, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            Assert.NotNull(await call.NextAsync());
        }
    }
}
