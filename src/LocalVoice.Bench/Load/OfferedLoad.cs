using System.Diagnostics;
using LocalVoice.Bench.Report;
using LocalVoice.Client;

namespace LocalVoice.Bench.Load;

/// <summary>Offers a number of calls at once, more than the server may accept, and counts what came of them.</summary>
/// <param name="server">The server's process; null where it is not on this machine.</param>
public sealed class OfferedLoad(BenchCaller caller, Scenario scenario, Process? server, TimeProvider time)
{
    /// <param name="callers">At least 1. Several speak once per 12 s each, at seeded offsets.</param>
    /// <param name="turns">Utterances per caller.</param>
    public async Task<LoadStep> OfferAsync(int callers, int turns, CancellationToken cancellationToken)
    {
        var calls = Task.WhenAll(Pace.Of(callers).Select((pace, index) => CallAsync(turns, index, pace, cancellationToken)));
        if (server is null)
        {
            return Count(await calls, turns, use: null);
        }

        var (ended, use) = await ProcessUse.DuringAsync(server, time, calls);
        return Count(ended, turns, use);
    }

    private async Task<CallEnd> CallAsync(int turns, int first, Pace pace, CancellationToken cancellationToken)
    {
        try
        {
            return new(false, await caller.TalkAsync(scenario, turns, first, pace, cancellationToken));
        }
        catch (ClientException exception)
        {
            return new(exception.Fault == ClientFault.Busy, []);
        }
    }

    private static LoadStep Count(CallEnd[] calls, int turns, ProcessUse? use)
    {
        var refused = calls.Count(call => call.Refused);
        var accepted = calls.Length - refused;
        var waits = calls.SelectMany(call => call.Turns).Where(turn => turn.HasResponse).Select(turn => turn.VoiceToVoice!.Value);
        var figures = Distribution.Of(waits.Select(wait => wait.TotalMilliseconds));
        return new(calls.Length, accepted, refused, accepted * turns, (accepted * turns) - figures.Count, figures, use);
    }

    private readonly record struct CallEnd(bool Refused, IReadOnlyList<SpokenTurn> Turns);
}
