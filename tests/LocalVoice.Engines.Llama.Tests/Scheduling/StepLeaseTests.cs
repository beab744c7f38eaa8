using LocalVoice.Compute;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

public sealed class StepLeaseTests
{
    [Fact]
    public async Task More_urgent_work_ends_the_wait_for_lesser_work()
    {
        var budget = new SteppedBudget();
        var lease = new StepLease(budget, 1);
        var waiting = Task.Run(() => lease.Take(ComputeWork.Speculation));
        await budget.Wanted();

        lease.Arrived(ComputeWork.DecidedResponse);

        Assert.Null(await waiting);
    }

    [Fact]
    public void More_urgent_work_that_came_just_before_the_wait_prevents_it_once()
    {
        var budget = new SteppedBudget();
        var lease = new StepLease(budget, 1);
        budget.Allow(1);
        lease.Arrived(ComputeWork.DecidedResponse);

        Assert.Null(lease.Take(ComputeWork.Speculation));
        Assert.Equal(1, lease.Take(ComputeWork.Speculation)?.Threads);
    }

    [Fact]
    public void Work_that_is_no_more_urgent_changes_nothing()
    {
        var budget = new SteppedBudget();
        var lease = new StepLease(budget, 1);
        budget.Allow(1);
        lease.Arrived(ComputeWork.Speculation);

        Assert.Equal(1, lease.Take(ComputeWork.Speculation)?.Threads);
    }

    [Fact]
    public async Task Closing_ends_the_wait()
    {
        var budget = new SteppedBudget();
        var lease = new StepLease(budget, 1);
        var waiting = Task.Run(() => lease.Take(ComputeWork.DecidedResponse));
        await budget.Wanted();

        lease.Close();

        Assert.Null(await waiting);
        Assert.Null(lease.Take(ComputeWork.DecidedResponse));
    }
}
