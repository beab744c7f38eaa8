using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Telephony.Calls;

public sealed class KeyPressesTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly ArmedTime _time = new();
    private readonly FakeVoiceSession _session = new("sess_1", new SessionSettings());
    private readonly CancellationTokenSource _over = new();
    private readonly KeyPresses _keys;
    private Task _running = Task.CompletedTask;

    public KeyPressesTests() => _keys = new(_session, Pause, _time);

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

    [Fact]
    public async Task A_pause_ends_a_sequence()
    {
        _keys.Press('1');
        await NextAsync<ClearOutput>();
        await _time.ArmedAsync(Pause);
        _time.Advance(Pause / 2);
        _keys.Press('2');
        await _time.ArmedAsync(Pause, 2);
        _time.Advance(Pause / 2);
        Assert.False(_session.Commands.TryRead(out _));

        _time.Advance(Pause / 2);

        await ToldAsync("[keys: 12]");
    }

    [Fact]
    public async Task A_hash_ends_a_sequence_at_once_and_the_next_silences_the_agent_again()
    {
        Press("12#3#");

        await NextAsync<ClearOutput>();
        await ToldAsync("[keys: 12]");
        await NextAsync<ClearOutput>();
        await ToldAsync("[keys: 3]");
    }

    [Fact]
    public async Task A_hash_alone_only_silences_the_agent()
    {
        Press("#");
        await NextAsync<ClearOutput>();

        Press("*#");

        await NextAsync<ClearOutput>();
        await ToldAsync("[keys: *]");
    }

    [Fact]
    public async Task A_sequence_is_told_when_it_is_long()
    {
        var half = new string('1', KeyPresses.Most / 2);
        Press(half);
        await _time.ArmedAsync(Pause);

        Press(half);

        await NextAsync<ClearOutput>();
        await ToldAsync($"[keys: {half}{half}]");
    }

    [Theory]
    [InlineData("0123456789*#ABCD", true)]
    [InlineData("Ee ax\0\n٣", false)]
    public void A_telephone_has_sixteen_keys(string keys, bool has) => Assert.All(keys, key => Assert.Equal(has, KeyPresses.Has(key)));

    private void Press(string keys)
    {
        foreach (var key in keys)
        {
            _keys.Press(key);
        }
    }

    private async Task ToldAsync(string text)
    {
        await NextAsync<CancelResponse>();
        Assert.Equal(text, (await NextAsync<CreateItem>()).Item.Text);
        await NextAsync<CreateResponse>();
    }

    private async Task<T> NextAsync<T>()
        where T : SessionCommand => Assert.IsType<T>(await _session.Commands.ReadAsync(TestClient.EventTimeout()));
}
