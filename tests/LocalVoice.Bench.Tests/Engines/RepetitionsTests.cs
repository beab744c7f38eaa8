using LocalVoice.Bench.Engines;

namespace LocalVoice.Bench.Tests.Engines;

public sealed class RepetitionsTests
{
    [Fact]
    public async Task Warm_ups_run_first_and_do_not_count()
    {
        var results = await new Repetitions(WarmUps: 2, Count: 3).OfAsync(Task.FromResult);

        Assert.Equal([2, 3, 4], results);
    }
}
