using LocalVoice.Core.Memory;

namespace LocalVoice.Core.Tests.Memory;

public sealed class MemoryBudgetTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void A_session_takes_up_to_its_limit_and_gives_back()
    {
        var account = new MemoryBudget(new() { SessionBytes = 2 * MiB }).Open();

        Assert.True(account.TryTake(2 * MiB));
        Assert.False(account.TryTake(1));
        account.GiveBack(MiB);
        Assert.True(account.TryTake(MiB));
        Assert.Equal(2 * MiB, account.Held);
    }

    [Fact]
    public void All_sessions_together_take_up_to_the_process_limit()
    {
        var budget = new MemoryBudget(new() { SessionBytes = 2 * MiB, ProcessBytes = 3 * MiB });
        var (one, other) = (budget.Open(), budget.Open());

        Assert.True(one.TryTake(2 * MiB));
        Assert.False(other.TryTake(2 * MiB));
        Assert.Equal((0, 2 * MiB), (other.Held, budget.Held));
        Assert.True(other.TryTake(MiB));
    }
}
