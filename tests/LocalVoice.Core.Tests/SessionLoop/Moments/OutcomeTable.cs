using System.Text;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// <c>Outcomes.md</c>: for every stimulus a table of the user's moments by the agent's. Where the two kinds of client are told
/// different things, <c>realtime ‖ localvoice</c>; a cell is empty where the two moments cannot meet.
/// </summary>
internal sealed class OutcomeTable
{
    private const string Between = " ‖ ";
    private static readonly UserMoment[] Users = Enum.GetValues<UserMoment>();
    private static readonly AgentMoment[] Agents = Enum.GetValues<AgentMoment>();
    private readonly Dictionary<(string Stimulus, Moment Moment), string> _outcomes = [];

    public int Count => _outcomes.Count;

    public string? this[string stimulus, Moment moment]
    {
        get => _outcomes.GetValueOrDefault((stimulus, moment));
        set => _outcomes[(stimulus, moment)] = value ?? throw new ArgumentNullException(nameof(value));
    }

    public static OutcomeTable Parse(string markdown)
    {
        var table = new OutcomeTable();
        var stimulus = "";
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                stimulus = line[3..];
            }
            else if (
                line.StartsWith('|')
                && Users.Cast<UserMoment?>().FirstOrDefault(user => line.StartsWith($"| {user} |", StringComparison.Ordinal)) is { } user
            )
            {
                table.Take(stimulus, user, line.Split('|')[2..^1]);
            }
        }

        return table;
    }

    public string Print(string stimulus)
    {
        var text = new StringBuilder().Append("## ").AppendLine(stimulus).AppendLine();
        text.AppendLine($"| | {string.Join(" | ", Agents)} |").AppendLine($"|---|{string.Concat(Agents.Select(_ => "---|"))}");
        foreach (var user in Users)
        {
            text.AppendLine($"| {user} | {string.Join(" | ", Agents.Select(agent => Cell(stimulus, user, agent)))} |");
        }

        return text.ToString();
    }

    private void Take(string stimulus, UserMoment user, string[] cells)
    {
        foreach (var (agent, cell) in Agents.Zip(cells.Select(cell => cell.Trim())))
        {
            foreach (var extensions in new[] { false, true }.Where(extensions => cell.Length > 0 && Moment.CanBe(user, agent, extensions)))
            {
                var both = cell.Split(Between);
                this[stimulus, new(user, agent, extensions)] = both[extensions ? ^1 : 0];
            }
        }
    }

    private string Cell(string stimulus, UserMoment user, AgentMoment agent)
    {
        var realtime = this[stimulus, new(user, agent, Extensions: false)];
        var localvoice = this[stimulus, new(user, agent, Extensions: true)];
        return realtime is null || realtime == localvoice ? localvoice ?? "" : realtime + Between + localvoice;
    }
}
