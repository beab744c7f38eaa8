using System.Diagnostics;
using LocalVoice.Client;

namespace LocalVoice.Bench.Load;

/// <summary>Offers a number of calls at once, more than the server may accept, and counts what came of them.</summary>
/// <param name="server">The server's process; null where it is not on this machine.</param>
public sealed class OfferedLoad(BenchCaller caller, Scenario scenario, Process? server, TimeProvider time)
{
    /// <summary>All callers come at once.</summary>
    /// <param name="callers">At least 1. Several speak once per 12 s each, at seeded offsets.</param>
    /// <param name="turns">Utterances per caller.</param>
    public Task<LoadStep> OfferAsync(int callers, int turns, CancellationToken cancellationToken) =>
        CountAsync(Pace.Of(callers).Select((pace, index) => CallAsync(turns, index, pace, cancellationToken)));

    /// <summary>Callers come when the plan says.</summary>
    public Task<LoadStep> OfferAsync(IReadOnlyList<PlannedCall> plan, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        return CountAsync(
            plan.Select(
                async (call, index) =>
                {
                    await time.WaitUntilAsync(time.After(begun, call.Arrives), cancellationToken);
                    return await CallAsync(call.Turns, index, new Pace(call.Interval, TimeSpan.Zero), cancellationToken);
                }
            )
        );
    }

    private async Task<LoadStep> CountAsync(IEnumerable<Task<CallEnd>> calls)
    {
        var all = Task.WhenAll(calls);
        if (server is null)
        {
            return LoadStep.Of(await all, use: null);
        }

        var (ended, use) = await ProcessUse.DuringAsync(server, time, all);
        return LoadStep.Of(ended, use);
    }

    private async Task<CallEnd> CallAsync(int turns, int first, Pace pace, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        try
        {
            return new(turns, RefusedAfter: null, await caller.TalkAsync(scenario, turns, first, pace, cancellationToken));
        }
        catch (ClientException exception)
        {
            return new(turns, exception.Fault == ClientFault.Busy ? time.GetElapsedTime(asked) : null, []);
        }
    }
}
