using LocalVoice.Compute;

namespace LocalVoice.Engines.SmartTurn.Tests;

public sealed class SmartTurnModelTests(SmartTurnFixture fixture) : IClassFixture<SmartTurnFixture>
{
    private const int WindowSamples = 128_000;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_what_it_is_and_warms_up()
    {
        await fixture.Model.WarmUpAsync(Ended);

        Assert.Equal(TimeSpan.FromSeconds(8), fixture.Model.Window);
        Assert.Equal(("turn", "smart-turn", "smart-turn-v3.2-cpu.onnx", "cpu"), Named(fixture.Model.Info));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(160), InlineData(4800), InlineData(WindowSamples - 1), InlineData(WindowSamples)]
    public async Task Silence_of_any_length_has_the_same_probability(int samples)
    {
        var expected = await fixture.Model.ProbabilityAsync(new float[WindowSamples], Ended);

        Assert.Equal(expected, await fixture.Model.ProbabilityAsync(new float[samples], Ended));
        Assert.InRange(expected, 0, 1);
    }

    [Fact]
    public async Task Of_a_longer_utterance_the_last_8_s_count()
    {
        var longer = Recordings.Read("audio/human/es-1.wav");
        Assert.True(longer.Length > WindowSamples);

        Assert.Equal(
            await fixture.Model.ProbabilityAsync(longer.AsMemory(^WindowSamples..), Ended),
            await fixture.Model.ProbabilityAsync(longer, Ended)
        );
    }

    [Fact]
    public async Task Calls_at_the_same_time_do_not_mix()
    {
        var utterances = GoldenUtterance.All().Select(utterance => utterance.Samples()).ToList();
        var alone = new List<double>();
        foreach (var utterance in utterances)
        {
            alone.Add(await fixture.Model.ProbabilityAsync(utterance, Ended));
        }

        var together = await Task.WhenAll(utterances.Select(utterance => fixture.Model.ProbabilityAsync(utterance, Ended).AsTask()));

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task A_call_waits_for_a_thread_and_gives_it_back()
    {
        var model = fixture.Model;
        var all = await fixture.Budget.LeaseAsync(ComputeWork.FinalTranscript, fixture.Budget.TotalThreads, Ended);
        var call = model.ProbabilityAsync(new float[160], Ended).AsTask();
        Assert.False(call.IsCompleted);

        all.Dispose();
        await call;

        Assert.True(fixture.Budget.TryLease(ComputeWork.FinalTranscript, fixture.Budget.TotalThreads, out var again));
        again.Dispose();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_does_not_run()
    {
        var model = fixture.Model;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        using var all = await fixture.Budget.LeaseAsync(ComputeWork.FinalTranscript, fixture.Budget.TotalThreads, Ended);
        var call = model.ProbabilityAsync(new float[160], cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static (string Stage, string Name, string Model, string Device) Named(EngineInfo info) =>
        (info.Stage, info.Name, info.Model, info.Device);
}
