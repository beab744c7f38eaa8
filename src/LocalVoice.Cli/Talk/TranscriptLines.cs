using System.Text;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Talk;

/// <summary>Writes what user and agent say, a line each, when it is complete.</summary>
internal sealed class TranscriptLines(VerbContext context)
{
    private readonly StringBuilder _agent = new();
    private readonly List<ConversationTurn> _turns = [];
    private string _user = "";

    public IReadOnlyList<ConversationTurn> Turns => _turns;

    /// <summary>Whether the agent has answered what was heard last.</summary>
    public bool IsAnswered => _turns.Count > 0 && _user.Length == 0;

    public void Observe(ServerMessage message)
    {
        if (message is not ServerEvent @event)
        {
            return;
        }

        switch (@event.Type)
        {
            case "conversation.item.input_audio_transcription.completed":
                _user = $"{_user} {@event.Text("transcript")?.Trim()}".Trim();
                Write("you", @event.Text("transcript"));
                break;
            case "response.created":
                _agent.Clear();
                break;
            case "response.output_audio_transcript.delta" or "response.output_text.delta":
                _agent.Append(@event.Text("delta"));
                break;
            case "response.done" when _agent.Length > 0:
                _turns.Add(new(_user, _agent.ToString().Trim()));
                Write("agent", _agent.ToString());
                (_user, _) = ("", _agent.Clear());
                break;
            case "error":
                context.Error.WriteLine(Printable.Line($"The server reports: {@event.Body.GetProperty("error").GetProperty("message")}"));
                break;
        }
    }

    private void Write(string who, string? words) => context.WriteLines([$"{who, -6} {Printable.Line((words ?? "").Trim())}"]);
}
