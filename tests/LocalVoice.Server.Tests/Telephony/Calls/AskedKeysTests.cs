using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Telephony.Calls;

/// <summary>Keys that the agent asks for are the output of its function.</summary>
public sealed class AskedKeysTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan KeptAhead = TimeSpan.FromSeconds(10);
    private readonly ArmedTime _time = new();
    private readonly FakeVoiceSession _session = new("sess_1", new SessionSettings());
    private readonly CancellationTokenSource _over = new();
    private readonly KeyPresses _keys;
    private Task _running = Task.CompletedTask;

    public AskedKeysTests() => _keys = new(_session, unaskedPause: null, _time);

    public ValueTask InitializeAsync()
    {
        _running = _keys.RunAsync(_over.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

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
        _keys.Ask(new("call_1", most, terminator, Patience));
        await _time.ArmedAsync(Patience);

        Press(pressed);

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", keys, end);
        await NextAsync<CreateResponse>();
        Assert.False(_session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task Each_key_has_its_time_and_what_was_pressed_until_then_is_told()
    {
        _keys.Ask(new("call_1", 64, '#', Patience));
        await _time.ArmedAsync(Patience);
        _time.Advance(Patience / 2);
        Press("5");
        await NextAsync<ClearOutput>();
        await _time.ArmedAsync(Patience, 2);
        _time.Advance(Patience / 2);
        Assert.False(_session.Commands.TryRead(out _));

        _time.Advance(Patience / 2);

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

        _keys.Postpone(byCaller: true);
        await AskInVainAsync(4);

        await NextAsync<CreateResponse>();
    }

    [Fact]
    public async Task Who_talks_meanwhile_has_longer()
    {
        _keys.Ask(new("call_1", 64, '#', Patience));
        await _time.ArmedAsync(Patience);
        _time.Advance(Patience / 2);

        _keys.Postpone(byCaller: false);

        await _time.ArmedAsync(Patience, 2);
        _time.Advance(Patience / 2);
        Assert.False(_session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task Keys_that_are_pressed_while_the_agent_still_asks_count()
    {
        Press("12");
        await _time.ArmedAsync(KeptAhead);

        _keys.Ask(new("call_1", 3, '#', Patience));
        await _time.ArmedAsync(Patience);
        Press("3");

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", "123", "digits");
    }

    [Fact]
    public async Task Keys_that_nobody_asked_for_in_time_are_forgotten()
    {
        Press("12");
        await _time.ArmedAsync(KeptAhead);
        _time.Advance(KeptAhead);
        _keys.Ask(new("call_1", 3, '#', Patience));
        await _time.ArmedAsync(Patience);

        Press("9#");

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", "9", "terminator");
    }

    [Fact]
    public async Task A_newer_request_takes_over_with_the_keys_so_far()
    {
        _keys.Ask(new("call_1", 64, '#', Patience));
        Press("1");
        await NextAsync<ClearOutput>();

        _keys.Ask(new("call_2", 2, '#', Patience));
        await OutputAsync("call_1", "", "another_request");
        Press("2");

        await NextAsync<ClearOutput, CancelResponse>();
        await OutputAsync("call_2", "12", "digits");
    }

    [Fact]
    public async Task A_flood_of_keys_does_not_keep_out_what_the_agent_asks()
    {
        var flooded = new KeyPresses(_session, unaskedPause: null, _time);
        foreach (var key in new string('7', 10_000))
        {
            flooded.Press(key);
        }

        flooded.Ask(new("call_1", KeyPresses.Most, '#', Patience));
        var running = flooded.RunAsync(_over.Token);

        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", new string('7', KeyPresses.Most), "digits");
        await _over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_request_amid_a_sequence_that_would_be_told_takes_it_over()
    {
        var keypad = new KeyPresses(_session, Pause, _time);
        var running = keypad.RunAsync(_over.Token);
        keypad.Press('4');
        await NextAsync<ClearOutput>();
        await _time.ArmedAsync(Pause);

        keypad.Ask(new("call_1", 2, '#', Patience));
        await _time.ArmedAsync(Patience);
        keypad.Press('2');

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        await OutputAsync("call_1", "42", "digits");
        await _over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task AskInVainAsync(int time)
    {
        _keys.Ask(new($"call_{time}", 64, '#', Patience));
        await _time.ArmedAsync(Patience, time);
        _time.Advance(Patience);
        await OutputAsync($"call_{time}", "", "timeout");
    }

    private void Press(string keys)
    {
        foreach (var key in keys)
        {
            _keys.Press(key);
        }
    }

    private async Task OutputAsync(string callId, string keys, string end)
    {
        var output = Assert.IsType<FunctionOutputItem>((await NextAsync<CreateItem>()).Item);
        Assert.Equal((callId, $$"""{"keys":"{{keys}}","ended_by":"{{end}}"}"""), (output.CallId, output.Output));
    }

    private async Task<T> NextAsync<T>()
        where T : SessionCommand => Assert.IsType<T>(await _session.Commands.ReadAsync(TestClient.EventTimeout()));

    /// <summary>The first may be left out.</summary>
    private async Task NextAsync<TFirst, TThen>()
        where TFirst : SessionCommand
        where TThen : SessionCommand
    {
        if (await _session.Commands.ReadAsync(TestClient.EventTimeout()) is not TThen)
        {
            await NextAsync<TThen>();
        }
    }
}
