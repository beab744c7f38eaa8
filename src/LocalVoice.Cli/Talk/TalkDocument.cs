using System.Text.Json;

namespace LocalVoice.Cli.Talk;

/// <summary>What <c>talk --json</c> writes.</summary>
/// <param name="V2vMs">Voice to voice; null without an answer.</param>
/// <param name="Stages">The shares of <paramref name="V2vMs"/>; null where the server told no timeline.</param>
internal sealed record TalkDocument(
    string Heard,
    string Answered,
    double AnswerMs,
    double? V2vMs,
    IReadOnlyDictionary<string, double>? Stages,
    JsonElement? Timeline,
    string? Error
);
