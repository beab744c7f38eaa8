using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Sounds;

/// <summary>
/// Every sound, at every moment of the agent's, with every transcript: nobody is stuck. What says nothing costs no word of the
/// answer, what has words is answered, and so is a clear utterance afterwards.
/// </summary>
public sealed class EverySoundTests
{
    private const string Goodbye = "Buenas tardes.";
    private const string Answered = "Dos euros.";

    public static TheoryData<AgentAt, int, bool> Sounds
    {
        get
        {
            var data = new TheoryData<AgentAt, int, bool>();
            foreach (var moment in Enum.GetValues<AgentAt>())
            {
                foreach (var milliseconds in new[] { 20, 60, 120, 300, 1000, 4000 })
                {
                    data.Add(moment, milliseconds, false);
                    data.Add(moment, milliseconds, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sounds))]
    public Task Without_words_it_costs_no_word_of_the_answer(AgentAt moment, int milliseconds, bool extensions) =>
        InEveryPaceAsync(moment, milliseconds, extensions, "", KeepsTheAnswerAsync);

    [Theory]
    [MemberData(nameof(Sounds))]
    public Task A_backchannel_leaves_nobody_stuck(AgentAt moment, int milliseconds, bool extensions) =>
        InEveryPaceAsync(moment, milliseconds, extensions, "Sí, sí.", _ => Task.CompletedTask);

    [Theory]
    [MemberData(nameof(Sounds))]
    public Task Words_are_answered(AgentAt moment, int milliseconds, bool extensions) =>
        InEveryPaceAsync(moment, milliseconds, extensions, "¿Cuánto cuesta?", call => AnswersWordsAsync(call, milliseconds));

    [Theory]
    [MemberData(nameof(Sounds))]
    public async Task A_recogniser_that_fails_leaves_nobody_stuck(AgentAt moment, int milliseconds, bool extensions)
    {
        await using var call = await SoundCall.AtAsync(moment, extensions);
        call.Recognizer.FinalFailure = new InvalidOperationException("No decoder.");
        await call.SayAsync(milliseconds);
        await SoundCall.FallSilentAsync(call);
        call.Recognizer.FinalFailure = null;

        await IsAnsweredAsync(call);
    }

    private static async Task InEveryPaceAsync(
        AgentAt moment,
        int milliseconds,
        bool extensions,
        string words,
        Func<SessionScenario, Task> checkAsync
    )
    {
        foreach (var late in new[] { false, true })
        {
            await using var call = await SoundCall.AtAsync(moment, extensions);
            call.Recognizer.Hear = _ => moment is AgentAt.Preparing ? $"{SoundCall.Question} {words}".Trim() : words;
            call.Chat.Replies.Then(SoundCall.Answer, Answered);
            if (late)
            {
                call.Recognizer.FinalHold.Engage();
                call.Recognizer.InterimHold.Engage();
            }

            await call.SayAsync(milliseconds);
            await call.PauseAsync(900);
            call.Recognizer.FinalHold.Release();
            call.Recognizer.InterimHold.Release();
            await SoundCall.FallSilentAsync(call);
            await checkAsync(call);
            await IsAnsweredAsync(call);
        }
    }

    /// <summary>What was said, in one response or cut off and resumed, or given anew.</summary>
    private static async Task KeepsTheAnswerAsync(SessionScenario call)
    {
        var forgotten = call.Log.Of<ItemDeleted>().Select(deleted => deleted.ItemId).ToHashSet();
        var heard = new List<string>();
        foreach (var ended in call.Log.Of<ResponseEnded>().Where(ended => !forgotten.Contains(ended.ItemId)))
        {
            heard.Add((await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item.Text!);
        }

        var said = string.Join(' ', heard.Where(text => text.Length > 0));
        Assert.True(said.EndsWith(SoundCall.Answer, StringComparison.Ordinal), $"{said}: {call.Log.Story}");
        Assert.Single(call.Log.Of<InputCommitted>());
    }

    private static Task AnswersWordsAsync(SessionScenario call, int milliseconds)
    {
        if (milliseconds >= 120)
        {
            Assert.True(call.Chat.Requests[^1].Prompt.EndsWith("¿Cuánto cuesta?", StringComparison.Ordinal), call.Log.Story);
            Assert.Equal(ResponseOutcome.Completed, call.Log.Of<ResponseEnded>()[^1].Outcome);
        }

        return Task.CompletedTask;
    }

    private static async Task IsAnsweredAsync(SessionScenario call)
    {
        Assert.Equal(call.Log.Of<PlaybackDucked>().Count, call.Log.Of<PlaybackRestored>().Count);
        Assert.Equal(call.Log.Of<PlaybackPaused>().Count, call.Log.Of<PlaybackResumed>().Count);
        Assert.Equal(call.Log.Of<ResponseCreated>().Count, call.Log.Of<ResponseEnded>().Count);
        call.Recognizer.Hear = _ => "Buenas.";
        call.Chat.Replies.Then(Goodbye);
        await call.SayAsync(600);
        await call.PauseUntilAsync(
            () => call.Chat.Requests[^1].Prompt.EndsWith("user: Buenas.", StringComparison.Ordinal),
            "request about a clear utterance"
        );
        var ended = call.Log.Of<ResponseEnded>().Count;
        await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>().Count > ended || IsCompleted(call), "answer to a clear utterance");
        Assert.True(IsCompleted(call), call.Log.Story);
    }

    private static bool IsCompleted(SessionScenario call) => call.Log.Of<ResponseEnded>()[^1].Outcome == ResponseOutcome.Completed;
}
