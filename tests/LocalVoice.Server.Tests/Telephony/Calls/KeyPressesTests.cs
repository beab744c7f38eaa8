using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.Calls;

namespace LocalVoice.Server.Tests.Telephony.Calls;

public sealed class KeyPressesTests() : KeypadScenario(unaskedPause: Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_pause_ends_a_sequence()
    {
        Keys.Press('1');
        await NextAsync<ClearOutput>();
        await Time.ArmedAsync(Pause);
        Time.Advance(Pause / 2);
        Keys.Press('2');
        await Time.ArmedAsync(Pause, 2);
        Time.Advance(Pause / 2);
        Assert.False(Session.Commands.TryRead(out _));

        Time.Advance(Pause / 2);

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
        await Time.ArmedAsync(Pause);

        Press(half);

        await NextAsync<ClearOutput>();
        await ToldAsync($"[keys: {half}{half}]");
    }

    [Fact]
    public async Task A_request_of_the_agents_amid_a_sequence_takes_it_over()
    {
        Press("4");
        await NextAsync<ClearOutput>();
        await Time.ArmedAsync(Pause);
        var patience = TimeSpan.FromSeconds(7);

        Keys.Ask(new("call_1", 2, '#', patience));
        await Time.ArmedAsync(patience);
        Press("2");

        await NextAsync<ClearOutput>();
        await NextAsync<CancelResponse>();
        var output = Assert.IsType<FunctionOutputItem>((await NextAsync<CreateItem>()).Item);
        Assert.Equal("""{"keys":"42","ended_by":"digits"}""", output.Output);
    }

    [Theory]
    [InlineData("0123456789*#ABCD", true)]
    [InlineData("Ee ax\0\n٣", false)]
    public void A_telephone_has_sixteen_keys(string keys, bool has) => Assert.All(keys, key => Assert.Equal(has, KeyPresses.Has(key)));

    private async Task ToldAsync(string text)
    {
        await NextAsync<CancelResponse>();
        Assert.Equal(text, (await NextAsync<CreateItem>()).Item.Text);
        await NextAsync<CreateResponse>();
    }
}
