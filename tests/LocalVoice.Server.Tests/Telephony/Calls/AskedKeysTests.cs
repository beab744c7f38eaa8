using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Telephony.Calls;

/// <summary>Keys that the agent asks for are the output of its function.</summary>
public sealed class AskedKeysTests() : KeypadScenario(unaskedPause: null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan KeptAhead = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(4, '#', "1234", "1234", "digits")]
    [InlineData(64, '#', "*12#", "*12", "terminator")]
    [InlineData(64, '*', "12#*", "12#", "terminator")]
    [InlineData(2, null, "##", "##", "digits")]
    [InlineData(64, '#', "#", "", "terminator")]
    public async Task So_many_keys_or_the_terminator_end_the_input_and_the_agent_goes_on(
        int most,
        char? terminator,
        string pressed,
        string keys,
        string end
    )
    {
        Keys.Ask(new("call_1", most, terminator, Patience));
        await Time.ArmedAsync(Patience);

        Press(pressed);

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", keys, end);
        await NextAsync<CreateResponse>();
        Assert.False(Session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task Each_key_has_itsTime_and_what_was_pressed_until_then_is_told()
    {
        Keys.Ask(new("call_1", 64, '#', Patience));
        await Time.ArmedAsync(Patience);
        Time.Advance(Patience / 2);
        Press("5");
        await NextAsync<ClearOutput>();
        await Time.ArmedAsync(Patience, 2);
        Time.Advance(Patience / 2);
        Assert.False(Session.Commands.TryRead(out _));

        Time.Advance(Patience / 2);

        await OutputAsync("call_1", "5", "timeout");
        await NextAsync<CreateResponse>();
    }

    [Fact]
    public async Task After_three_requests_in_vain_the_agent_waits_for_a_sign_of_the_caller()
    {
        for (var i = 1; i <= 3; i++)
        {
            await AskInVainAsync(i);
            Assert.True(i == 3 || await NextAsync<CreateResponse>() is not null);
        }

        Keys.Postpone(byCaller: true);
        await AskInVainAsync(4);

        await NextAsync<CreateResponse>();
    }

    [Fact]
    public async Task Who_talks_meanwhile_has_longer()
    {
        Keys.Ask(new("call_1", 64, '#', Patience));
        await Time.ArmedAsync(Patience);
        Time.Advance(Patience / 2);

        Keys.Postpone(byCaller: false);

        await Time.ArmedAsync(Patience, 2);
        Time.Advance(Patience / 2);
        Assert.False(Session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task Keys_that_are_pressed_while_the_agent_still_asks_count()
    {
        Press("12");
        await Time.ArmedAsync(KeptAhead);

        Keys.Ask(new("call_1", 3, '#', Patience));
        await Time.ArmedAsync(Patience);
        Press("3");

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", "123", "digits");
    }

    [Fact]
    public async Task Keys_that_nobody_asked_for_inTime_are_forgotten()
    {
        Press("12");
        await Time.ArmedAsync(KeptAhead);
        Time.Advance(KeptAhead);
        Keys.Ask(new("call_1", 3, '#', Patience));
        await Time.ArmedAsync(Patience);

        Press("9#");

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", "9", "terminator");
    }

    [Fact]
    public async Task A_newer_request_takes_over_with_the_keys_so_far()
    {
        Keys.Ask(new("call_1", 64, '#', Patience));
        Press("1");
        await NextAsync<ClearOutput>();

        Keys.Ask(new("call_2", 2, '#', Patience));
        await OutputAsync("call_1", "", "another_request");
        Press("2");

        await NextAsync<ClearOutput, CancelResponse>();
        await OutputAsync("call_2", "12", "digits");
    }

    [Fact]
    public async Task A_flood_of_keys_does_not_keep_out_what_the_agent_asks()
    {
        var flooded = new KeyPresses(Session, unaskedPause: null, Time);
        foreach (var key in new string('7', 10_000))
        {
            flooded.Press(key);
        }

        flooded.Ask(new("call_1", KeyPresses.Most, '#', Patience));
        using var over = new CancellationTokenSource();
        var running = flooded.RunAsync(over.Token);

        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", new string('7', KeyPresses.Most), "digits");
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task AskInVainAsync(int time)
    {
        Keys.Ask(new($"call_{time}", 64, '#', Patience));
        await Time.ArmedAsync(Patience, time);
        Time.Advance(Patience);
        await OutputAsync($"call_{time}", "", "timeout");
    }

    private async Task OutputAsync(string callId, string keys, string end)
    {
        var output = Assert.IsType<FunctionOutputItem>((await NextAsync<CreateItem>()).Item);
        Assert.Equal((callId, $$"""{"keys":"{{keys}}","ended_by":"{{end}}"}"""), (output.CallId, output.Output));
    }

    /// <summary>The first may be left out.</summary>
    private async Task NextAsync<TFirst, TThen>()
        where TFirst : SessionCommand
        where TThen : SessionCommand
    {
        if (await Session.Commands.ReadAsync(TestClient.EventTimeout()) is not TThen)
        {
            await NextAsync<TThen>();
        }
    }
}
