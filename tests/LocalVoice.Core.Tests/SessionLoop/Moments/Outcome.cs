using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// What a client is told, in words; without the flow of text and audio, in one order for what has none, and without the
/// deletion of an item of which nothing was heard: the clock runs ahead of the stages, as far as the machine pleases.
/// </summary>
internal static class Outcome
{
    public const string Nothing = "nothing";

    public static string Of(IEnumerable<SessionEvent> events)
    {
        var all = events.ToList();
        var responses = all.OfType<ResponseEnded>().Select(ended => ended.ItemId).ToHashSet(StringComparer.Ordinal);
        var words = all.Where(happened => happened is not ItemDeleted deleted || !responses.Contains(deleted.ItemId))
            .Select(Word)
            .OfType<string>()
            .GroupBy(word => word)
            .Select(Count)
            .Order(StringComparer.Ordinal)
            .ToList();
        return words.Count == 0 ? Nothing : string.Join("; ", words);
    }

    private static string Count(IGrouping<string, string> word) => word.Count() == 1 ? word.Key : $"{word.Count()} × {word.Key}";

    private static string? Word(SessionEvent happened) =>
        happened switch
        {
            SettingsUpdated => "updated",
            SpeechStarted => "speech started",
            SpeechStopped => "speech stopped",
            InputCommitted => "committed",
            InputCleared => "cleared",
            ItemAdded { Item: MessageItem { Spoken: false } } => "added",
            ItemRetrieved => "retrieved",
            ItemDeleted => "deleted",
            ItemTruncated => "truncated",
            InputTranscribed => "transcribed",
            InputTranscriptionFailed => "not transcribed",
            ResponseCreated => "response created",
            ResponseStarted => "response speaks",
            ResponseEnded { Outcome: { Status: ResponseStatus.Completed } } => "response completed",
            ResponseEnded { Outcome: { Status: ResponseStatus.Failed } } => "response failed",
            ResponseEnded { Outcome: var outcome } => $"response {outcome.Status.ToString().ToLowerInvariant()} ({outcome.Reason})",
            PlaybackFlushed => "flushed",
            PlaybackDucked => "ducked",
            PlaybackRestored => "restored",
            CommandFailed failed => $"refused: {failed.Code}",
            _ => null,
        };
}
