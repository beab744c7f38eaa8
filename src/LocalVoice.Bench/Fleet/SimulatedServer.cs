using LocalVoice.Bench.Fleet.Queueing;

namespace LocalVoice.Bench.Fleet;

/// <summary>One of the servers: its sessions, and the work that they ask of it.</summary>
internal sealed class SimulatedServer(Agenda agenda, FleetRules rules)
{
    // Pieces of work that nobody waits for; a server's are as long: a chunk of speech, a short decode.
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(50);

    private readonly Station _station = new(agenda, rules.Lanes, rules.Memory);

    public int Sessions { get; set; }

    public bool IsFull => Sessions >= rules.Capacity;

    public TimeSpan Busy => _station.Busy;

    /// <summary>A turn whose speech begins now.</summary>
    /// <param name="heard">Told when the user hears the response's first sound: how long after the last voiced sample.</param>
    public void Take(TurnCost cost, Action<TimeSpan> heard)
    {
        var turn = new SimulatedTurn(agenda, _station, rules, cost, heard);
        Spread(Ms(cost.AheadMs), Ms(cost.SpeechMs), () => _station.Utilisation < rules.NoInterimsAbove);
        agenda.After(Ms(cost.SpeechMs), turn.FallSilent);
        turn.Ready += () => Spread(Ms(cost.RestMs), Ms(cost.SpokenMs), () => true);
    }

    /// <summary>Work in pieces, evenly over a while.</summary>
    /// <param name="wanted">Asked before each piece.</param>
    private void Spread(TimeSpan work, TimeSpan over, Func<bool> wanted)
    {
        var pieces = (int)Math.Ceiling(work / Piece);
        for (var piece = 0; piece < pieces; piece++)
        {
            agenda.After(
                over * ((double)piece / pieces),
                () =>
                {
                    if (wanted())
                    {
                        _station.Enter(Urgency.Ahead, work / pieces, () => { });
                    }
                }
            );
        }
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
