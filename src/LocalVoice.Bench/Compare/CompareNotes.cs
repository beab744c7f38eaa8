using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Client;

namespace LocalVoice.Bench.Compare;

/// <summary>What a reader must know beside the figures.</summary>
public static class CompareNotes
{
    public static IReadOnlyList<string> Of(IEnumerable<ColumnFigures> columns)
    {
        var all = columns.ToList();
        List<string> notes =
        [
            "Voice to voice: from the last voiced sample of the user to the first voiced sample of the agent, at the client, by energy "
                + "(10 ms, -45 dBFS).",
            "A stage's time is from its request to its first result (first token, first audio, transcript); what passes while the turn "
                + "is being decided adds nothing to voice to voice, so stages may add up to more.",
            "Network: a stage's time less the processing that its service tells; where it tells none, ~ the measured round trip times "
                + "the round trips on the critical path. Local stages have none.",
            "The OpenAI, old sequential and target columns are earlier published figures, not measured here.",
            "Client, server and simulated services share this machine's cores.",
        ];
        if (all.Exists(column => column.Simulated))
        {
            notes.Add(
                "Simulated: the service was not reached. Its protocol runs on this machine with the delays listed, over a network whose "
                    + "round trip is injected; its words are scripted, and nothing is said of its quality. Where no p95 is listed, a delay "
                    + "is its median every time."
            );
        }

        if (all.Exists(column => column.Pipeline == Scenario.SequentialName))
        {
            notes.Add("Sequential: the old pipeline's buffers (250 ms chunks, 600 ms of silence), each stage waits for the one before.");
        }

        notes.AddRange(Consumption.Assumptions);
        return notes;
    }

    /// <summary>What did not go as the column's name says.</summary>
    public static IEnumerable<string> Problems(string column, IReadOnlyList<SpokenTurn> spoken, IReadOnlyList<TurnFigures> turns)
    {
        ArgumentNullException.ThrowIfNull(spoken);
        var failed = spoken.Where(turn => !turn.HasResponse).ToList();
        if (failed.Count > 0)
        {
            yield return $"{column}: {failed.Count} of {spoken.Count} unanswered. {failed[0].Error}".TrimEnd();
        }

        var replaced = turns
            .SelectMany(turn => turn.Stages)
            .Where(stage => stage.Value.Fault is not null)
            .GroupBy(stage => (stage.Key, stage.Value.Server, stage.Value.Fault));
        foreach (var group in replaced)
        {
            var (stage, server, fault) = group.Key;
            yield return $"{column}: in {group.Count()} of {turns.Count} turns {stage} was served by {server}, after '{fault}'.";
        }
    }
}
