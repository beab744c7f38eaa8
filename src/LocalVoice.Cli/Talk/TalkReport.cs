using System.Text.Json;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using LocalVoice.Client.Measures;
using Spectre.Console;

namespace LocalVoice.Cli.Talk;

/// <summary>The reports of <c>talk</c> about a turn.</summary>
internal static class TalkReport
{
    public static void Write(VerbContext context, SpokenTurn turn)
    {
        // An agent that spoke before the recording's last sound did not make anybody wait for its stages.
        var stages = turn.VoiceToVoice > TimeSpan.Zero ? TurnStages.Of(turn) : null;
        context.WriteJson(
            new TalkDocument(
                turn.Heard,
                turn.Answered,
                turn.Response?.Duration.TotalMilliseconds ?? 0,
                turn.VoiceToVoice?.TotalMilliseconds,
                stages?.Path,
                turn.Timeline,
                turn.Error
            )
        );
        context.Console.MarkupLineInterpolated($"[grey]heard[/]     {turn.Heard}");
        context.Console.MarkupLineInterpolated($"[grey]answered[/]  {turn.Answered}");
        if (turn.VoiceToVoice is { } early && early <= TimeSpan.Zero)
        {
            context.Console.MarkupLineInterpolated(
                $"[grey]voice to voice[/] the agent spoke {-early.TotalMilliseconds:0} ms before the recording's last sound"
            );
        }
        else if (turn.VoiceToVoice is { } latency)
        {
            context.Console.MarkupLineInterpolated($"[grey]voice to voice[/] {latency.TotalMilliseconds:0} ms");
        }

        if (stages is not null)
        {
            Waterfall.Write(context.Console, stages.Path);
        }

        if (turn.Error is { } error)
        {
            context.Error.WriteLine(Printable.Line(error));
        }
    }
}

/// <summary>The document of <c>talk --json</c>.</summary>
/// <param name="V2vMs">Voice to voice; negative when the agent spoke before the recording's last sound; null without a response.</param>
/// <param name="Stages">Shares of <paramref name="V2vMs"/>; null when the server sent no timeline, or the agent did not wait.</param>
internal sealed record TalkDocument(
    string Heard,
    string Answered,
    double AnswerMs,
    double? V2vMs,
    IReadOnlyDictionary<string, double>? Stages,
    JsonElement? Timeline,
    string? Error
);
