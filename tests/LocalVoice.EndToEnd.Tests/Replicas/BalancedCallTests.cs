using LocalVoice.Client;
using LocalVoice.EndToEnd.Tests.Shutdown;

namespace LocalVoice.EndToEnd.Tests.Replicas;

/// <summary>Two real servers behind a real balancer: one is drained, one is killed, while people talk.</summary>
public sealed class BalancedCallTests(ITestOutputHelper output)
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    [Fact]
    public async Task When_one_of_two_servers_drains_no_call_is_lost_and_new_ones_go_to_the_other()
    {
        Assert.SkipWhen(Balancer.Missing is not null, Balancer.Missing ?? "");
        await using var one = await ServingProgram.StartAsync();
        await using var two = await ServingProgram.StartAsync();
        await using var balancer = await Balancer.StartAsync(one, two);
        var calls = await OpenAsync(balancer, 4);
        var turns = calls.Select(call => call.BookATableAsync()).ToList();
        await Task.WhenAll(calls.Select(call => call.SpokenTo));

        one.Signal(SigTerm);
        Assert.StartsWith("Draining 2 sessions", await one.SaysAsync("Draining "), StringComparison.Ordinal);
        await using var later = (await OpenAsync(balancer, 1))[0];
        var answered = await Task.WhenAll([.. turns, later.BookATableAsync()]);
        var drained = await one.SaysAsync("Drained ");

        output.WriteLine(drained);
        Assert.All(answered, turn => Assert.Equal((SpokenCall.TableBooked, null), (turn.Answered.Trim(), turn.Error)));
        Assert.EndsWith("2 sessions ended whole, 0 by themselves, 0 were cut", drained, StringComparison.Ordinal);
        Assert.Equal(0, await one.ExitAsync());
        await Task.WhenAll(calls.Select(call => call.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task When_one_of_two_servers_is_killed_its_callers_come_back_to_the_other_at_once()
    {
        Assert.SkipWhen(Balancer.Missing is not null, Balancer.Missing ?? "");
        await using var one = await ServingProgram.StartAsync();
        await using var two = await ServingProgram.StartAsync();
        await using var balancer = await Balancer.StartAsync(one, two);
        var calls = await OpenAsync(balancer, 2);
        var turns = calls.Select(call => call.BookATableAsync()).ToList();
        await Task.WhenAll(calls.Select(call => call.SpokenTo));

        one.Signal(SigKill);
        var lost = await Task.WhenAll(turns.Select(IsLostAsync));
        Assert.Single(lost, isLost => isLost);
        await using var again = (await OpenAsync(balancer, 1))[0];
        var turn = await again.BookATableAsync();

        Assert.Equal((SpokenCall.TableBooked, null), (turn.Answered.Trim(), turn.Error));
        await Task.WhenAll(calls.Select(call => call.DisposeAsync().AsTask()));
    }

    private static async Task<SpokenCall[]> OpenAsync(Balancer balancer, int count)
    {
        var calls = new List<SpokenCall>();
        for (var i = 0; i < count; i++)
        {
            calls.Add(await SpokenCall.OpenAsync(balancer.Address, () => new LocalVoiceFraming()));
        }

        return [.. calls];
    }

    private static async Task<bool> IsLostAsync(Task<SpokenTurn> turn)
    {
        try
        {
            await turn;
            return false;
        }
        catch (ClientException)
        {
            return true;
        }
    }
}
