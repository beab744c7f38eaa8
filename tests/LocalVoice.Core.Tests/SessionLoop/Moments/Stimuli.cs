using LocalVoice.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>Everything that can happen to a session.</summary>
public static class Stimuli
{
    public static IReadOnlyList<Stimulus> Commands { get; } =
    [
        new("session.update turn_detection: the other side detects turns from now on", TakeTurnsOverAsync),
        new("session.update silence_duration_ms and threshold", ChangeSilenceAsync),
        new("session.update input format", ChangeFormatAsync),
        new(
            "session.update instructions",
            call => call.UpdateAsync(call.Current with { Instructions = call.Current.Instructions.Length > 0 ? "" : "Sé breve." })
        ),
        new("session.update to a language that the recogniser does not know", SpeakUnknownAsync),
        new("input_audio_buffer.append of a sample in two halves", SendHalvesAsync),
        new("input_audio_buffer.commit", call => call.SendAsync(new CommitInput())),
        new("input_audio_buffer.clear", call => call.ClearAsync()),
        new("conversation.item.create", call => call.SendAsync(new CreateItem(Typed(call), AfterItemId: null))),
        new("conversation.item.retrieve of the newest", call => call.SendAsync(new RetrieveItem(Newest(call) ?? "item_none"))),
        new("conversation.item.delete of the newest", call => call.SendAsync(new DeleteItem(Newest(call) ?? "item_none"))),
        new("conversation.item.truncate of the agent's newest", call => call.SendAsync(Truncate(call))),
        new("response.create", call => call.SendAsync(new CreateResponse(new()))),
        new("response.create without voice", call => call.SendAsync(new CreateResponse(new() { Speak = false }))),
        new("response.cancel", call => call.SendAsync(new CancelResponse(null))),
        new("response.cancel of another", call => call.SendAsync(new CancelResponse("resp_other"))),
        new("output_audio_buffer.clear", call => call.SendAsync(new ClearOutput())),
        new(
            "localvoice.playback position",
            call => call.SendAsync(new PlaybackPosition(call.Scenario.Log.Of<ResponseStarted>().Count, 2400))
        ),
    ];

    public static IReadOnlyList<Stimulus> Happenings { get; } =
    [
        new("the user speaks", call => call.SayAsync()),
        new("the user coughs", call => call.Scenario.CoughAsync()),
        new("the user is silent for 100 ms", call => call.Scenario.PauseAsync(100)),
        new("the user is silent for 700 ms", call => call.Scenario.PauseAsync(700)),
        new("nothing is sent for 2 s", call => call.Scenario.WaitAsync(2000)),
        new("the transcript comes", call => call.TranscribeAsync()),
        new("the transcript has no words", call => call.TranscribeAsync(hear: _ => "")),
        new("the transcription fails", call => call.TranscribeAsync(failure: new InvalidOperationException("No decoder."))),
        new("the language model answers", call => Go(call.Scenario.Chat.FirstWordHold.Release, call.Scenario.Chat.LaterWordsHold.Release)),
        new("the language model fails", FailAsync),
        new(
            "the voice fails",
            call =>
                Go(
                    () => call.Scenario.Synthesizer.Failure = new InvalidOperationException("No voice."),
                    call.Scenario.Chat.FirstWordHold.Release,
                    call.Scenario.Chat.LaterWordsHold.Release
                )
        ),
    ];

    /// <summary>From now on somebody takes its time.</summary>
    public static IReadOnlyList<Stimulus> Hindrances { get; } =
    [
        new("the recogniser hangs", call => Go(call.Scenario.Recognizer.FinalHold.Engage)),
        new("interims hang", call => Go(call.Scenario.Recognizer.InterimHold.Engage)),
        new("the language model hangs", call => Go(call.Scenario.Chat.FirstWordHold.Engage)),
        new("the language model hangs in mid-answer", call => Go(call.Scenario.Chat.LaterWordsHold.Engage)),
        new("the voice hangs", call => Go(call.Scenario.Synthesizer.Hold.Engage)),
    ];

    public static IReadOnlyList<Stimulus> Endings { get; } =
    [
        new("the server drains", call => EndAsync(call, () => call.Scenario.Session.FinishAsync(default).AsTask())),
        new("the client hangs up", call => EndAsync(call, () => call.Scenario.Session.DisposeAsync().AsTask())),
    ];

    public static IReadOnlyList<Stimulus> All { get; } = [.. Commands, .. Happenings, .. Endings];

    public static Stimulus Named(string name) => All.Concat(Hindrances).Single(stimulus => stimulus.Name == name);

    private static Task TakeTurnsOverAsync(MomentCall call) =>
        call.UpdateAsync(
            call.Current with
            {
                TurnDetection = call.IsManual ? TurnDetection.Server(TimeSpan.FromMilliseconds(500)) : TurnDetection.Manual,
            }
        );

    private static Task ChangeSilenceAsync(MomentCall call) =>
        call.UpdateAsync(
            call.Current with
            {
                TurnDetection = call.Current.TurnDetection with
                {
                    SilenceDuration = TimeSpan.FromMilliseconds(1100) - call.Current.TurnDetection.SilenceDuration,
                    Threshold = 1.1 - call.Current.TurnDetection.Threshold,
                },
            }
        );

    private static Task ChangeFormatAsync(MomentCall call)
    {
        call.Scenario.Format = new(AudioEncoding.Pcm16, call.Scenario.Format.SampleRateHz == 24_000 ? 16_000 : 24_000);
        return call.UpdateAsync(call.Current with { InputFormat = call.Scenario.Format });
    }

    private static Task SpeakUnknownAsync(MomentCall call)
    {
        call.Scenario.Recognizer.UnknownLanguages.Add("xx");
        return call.SendAsync(new UpdateSettings(call.Current with { Language = "xx" }));
    }

    private static async Task SendHalvesAsync(MomentCall call)
    {
        await call.Scenario.Session.AppendAudioAsync(new byte[1], CancellationToken.None);
        await call.Scenario.Session.AppendAudioAsync(new byte[1], CancellationToken.None);
    }

    private static MessageItem Typed(MomentCall call) =>
        new(
            $"item_typed{call.Scenario.Log.Of<ItemAdded>().Count}",
            ConversationRole.User,
            "Escrito.",
            false,
            ConversationItemStatus.Completed
        );

    private static string? Newest(MomentCall call) =>
        call
            .Scenario.Log.All.Select(happened => (happened as ResponseStarted)?.ItemId ?? (happened as ItemAdded)?.Item.Id)
            .LastOrDefault(id => id is not null);

    private static TruncateItem Truncate(MomentCall call) =>
        new(call.Scenario.Log.All.OfType<ResponseStarted>().LastOrDefault()?.ItemId ?? "item_none", 0, TimeSpan.FromMilliseconds(10));

    private static Task FailAsync(MomentCall call)
    {
        // After what was said, if anything was.
        call.Scenario.Chat.WordsBeforeFailure = call.Scenario.Chat.WordsBeforeHold > 1 ? call.Scenario.Chat.WordsBeforeHold : 0;
        call.Scenario.Chat.Failure = new InvalidOperationException("No model.");
        return Go(call.Scenario.Chat.FirstWordHold.Release, call.Scenario.Chat.LaterWordsHold.Release);
    }

    private static Task EndAsync(MomentCall call, Func<Task> end)
    {
        call.Over = true;
        return end();
    }

    private static Task Go(params ReadOnlySpan<Action> steps)
    {
        foreach (var step in steps)
        {
            step();
        }

        return Task.CompletedTask;
    }
}
