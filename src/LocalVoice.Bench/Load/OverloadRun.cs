using LocalVoice.Client;

namespace LocalVoice.Bench.Load;

/// <summary>
/// Offers a server the callers that it takes, and twice as many, by turns, so that other work on the machine affects both alike.
/// </summary>
/// <param name="capacity">Sessions that the server takes at once.</param>
public sealed class OverloadRun(OfferedLoad load, int capacity, TimeProvider time)
{
    // What has ended at the client is still ending at the server; chosen by trial.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    /// <param name="rounds">At least 1.</param>
    /// <param name="turns">Utterances per caller in each round.</param>
    /// <param name="report">Called after every step.</param>
    public async Task<OverloadFigures> MeasureAsync(int rounds, int turns, Action<LoadStep> report, CancellationToken cancellationToken)
    {
        var (full, twice) = (new List<LoadStep>(), new List<LoadStep>());
        for (var round = 0; round < rounds; round++)
        {
            full.Add(await StepAsync(capacity, turns, report, cancellationToken));
            twice.Add(await StepAsync(2 * capacity, turns, report, cancellationToken));
        }

        return new OverloadFigures(capacity, LoadStep.Together(full), LoadStep.Together(twice));
    }

    private async Task<LoadStep> StepAsync(int callers, int turns, Action<LoadStep> report, CancellationToken cancellationToken)
    {
        var step = await load.OfferAsync(callers, turns, cancellationToken);
        report(step);
        await time.WaitUntilAsync(time.After(time.GetTimestamp(), Between), cancellationToken);
        return step;
    }
}
