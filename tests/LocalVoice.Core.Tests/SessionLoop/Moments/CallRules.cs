using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>What no call may break, whatever happens in it.</summary>
internal static class CallRules
{
    /// <summary>What the client still waits for; null for nothing.</summary>
    public static string? Unfinished(MomentCall call)
    {
        var log = call.Scenario.Log;
        var started = log.Of<SpeechStarted>().Select(turn => turn.ItemId);
        var stopped = log.Of<SpeechStopped>().Select(turn => turn.ItemId);
        var transcribed = log.Of<InputTranscribed>()
            .Select(item => item.ItemId)
            .Concat(log.Of<InputTranscriptionFailed>().Select(item => item.ItemId));
        return call.Scenario.Recognizer.FinalsEnded.Count < call.Scenario.Recognizer.FinalDecodes.Count ? "A decode goes on."
            : started.Except(stopped).Any() ? "Speech has started and does not stop."
            : log.Of<InputCommitted>().Select(item => item.ItemId).Except(transcribed).Any()
                ? "An item was committed and has no transcript."
            : log.Of<ResponseCreated>().Select(response => response.ResponseId).Except(log.Of<ResponseEnded>().Select(Id)).Any()
                ? "A response was created and does not end."
            : null;
    }

    /// <summary>The words that the client was told the user said.</summary>
    public static IReadOnlyList<string> Transcribed(MomentCall call) =>
        [.. call.Scenario.Log.Of<InputTranscribed>().SelectMany(item => item.Transcript.Split(' ', '.')).Where(word => word.Length > 0)];

    public static void Check(MomentCall call)
    {
        var events = call.Scenario.Log.All;
        var story = call.Scenario.Log.Story;
        Assert.True(Once(events.OfType<SpeechStarted>().Select(turn => turn.ItemId)), $"A turn starts twice: {story}");
        Assert.True(Once(events.OfType<SpeechStopped>().Select(turn => turn.ItemId)), $"A turn stops twice: {story}");
        Assert.True(Once(events.OfType<InputCommitted>().Select(item => item.ItemId)), $"An item is committed twice: {story}");
        Assert.True(Once(events.OfType<InputTranscribed>().Select(item => item.ItemId)), $"An item is transcribed twice: {story}");
        Assert.True(Once(events.OfType<ResponseEnded>().Select(Id)), $"A response ends twice: {story}");
        OneResponseAtATime(events, story);
        NothingUnheardIsKept(events);
        var told = Transcribed(call);
        Assert.DoesNotContain(told, word => call.ThrownAway.Contains(word));
    }

    /// <summary>No word is lost that was said and not thrown away, once every turn has ended.</summary>
    public static void CheckWords(MomentCall call)
    {
        if (call.KeepsWords)
        {
            var told = string.Join(" | ", call.Scenario.Log.Of<InputTranscribed>().Select(item => item.Transcript));
            Assert.True(
                call.Owed.SequenceEqual(Transcribed(call).Where(word => call.Owed.Contains(word))),
                $"Said were {string.Join(' ', call.Owed)}, understood {told}: {call.Scenario.Log.Story}"
            );
        }
    }

    private static void OneResponseAtATime(IReadOnlyList<SessionEvent> events, string story)
    {
        string? active = null;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case ResponseCreated created:
                    Assert.True(active is null, $"Two responses at once: {story}");
                    active = created.ResponseId;
                    break;
                case ResponseStarted started:
                    Assert.Equal(active, started.ResponseId);
                    break;
                case ResponseText text:
                    Assert.Equal(active, text.ResponseId);
                    break;
                case ResponseEnded ended:
                    Assert.Equal(active, ended.ResponseId);
                    active = null;
                    break;
            }
        }
    }

    /// <summary>An end tells no more than was sent.</summary>
    private static void NothingUnheardIsKept(IReadOnlyList<SessionEvent> events)
    {
        foreach (var ended in events.OfType<ResponseEnded>())
        {
            var sent = string.Concat(
                events.OfType<ResponseText>().Where(text => text.ResponseId == ended.ResponseId).Select(text => text.Delta)
            );
            Assert.StartsWith(ended.Text, sent, StringComparison.Ordinal);
        }
    }

    private static bool Once(IEnumerable<string> ids) => ids.GroupBy(id => id).All(same => same.Count() == 1);

    private static string Id(ResponseEnded ended) => ended.ResponseId;
}
