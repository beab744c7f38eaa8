using LocalVoice.Bench.Fleet.Queueing;
using LocalVoice.Bench.Load;

namespace LocalVoice.Bench.Fleet;

/// <summary>
/// Servers in virtual time: who is refused, and how long the others wait for the response's first sound. Every caller goes to the server
/// with the fewest sessions, as the balancer does it, and is refused where all are full.
/// </summary>
/// <remarks>
/// Left out are the network, the balancer, what processes on one machine take from each other, turns that are spoken over, and decodes
/// in pauses within an utterance.
/// </remarks>
/// <param name="costs">Of measured turns, at least one; each simulated turn costs what one of them, drawn at random, did.</param>
public sealed class FleetSimulation(FleetRules rules, IReadOnlyList<TurnCost> costs)
{
    /// <param name="seed">The same outcome for the same seed.</param>
    public FleetOutcome Run(IReadOnlyList<PlannedCall> plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (agenda, random) = (new Agenda(), new Random(seed));
        SimulatedServer[] servers = [.. Enumerable.Range(0, rules.Replicas).Select(_ => new SimulatedServer(agenda, rules))];
        var (refused, waits) = (0, new List<double>());
        foreach (var call in plan)
        {
            agenda.At(call.Arrives, () => Ask(call));
        }

        agenda.Run();
        var used = servers.Sum(server => server.Busy.TotalSeconds) / (rules.Replicas * rules.Lanes);
        return new(plan.Count, refused, waits, agenda.Now > TimeSpan.Zero ? used / agenda.Now.TotalSeconds : 0);

        void Ask(PlannedCall call)
        {
            var server = servers.MinBy(server => server.Sessions)!;
            if (server.IsFull)
            {
                refused++;
                return;
            }

            server.Sessions++;
            Speak(server, call, agenda.Now, turn: 0);
        }

        void Speak(SimulatedServer server, PlannedCall call, TimeSpan begun, int turn)
        {
            var cost = costs[random.Next(costs.Count)];
            server.Take(
                cost,
                wait =>
                {
                    waits.Add(wait.TotalMilliseconds);
                    agenda.After(
                        TimeSpan.FromMilliseconds(cost.SpokenMs),
                        () =>
                        {
                            if (turn + 1 == call.Turns)
                            {
                                server.Sessions--;
                                return;
                            }

                            agenda.At(begun + ((turn + 1) * call.Interval), () => Speak(server, call, begun, turn + 1));
                        }
                    );
                }
            );
        }
    }
}
