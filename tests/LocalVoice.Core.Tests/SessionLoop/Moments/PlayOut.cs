using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// What must hold after anything whatever: all work is let go, the call falls silent, and then a clear utterance is answered.
/// </summary>
internal static class PlayOut
{
    /// <summary>As long as the longest answer, and longer than any silence that the user's turn may need.</summary>
    private const int QuietFrames = 15;

    private const int MaxFrames = 20_000;
    private static readonly TimeSpan Coarse = TimeSpan.FromMilliseconds(100);

    public static async Task CheckAsync(MomentCall call)
    {
        call.Release();
        if (call.Over)
        {
            await EndAsync(call);
        }
        else
        {
            await FallSilentAsync(call);
            CallRules.Check(call);
            await BeAnsweredAsync(call);
            CallRules.CheckWords(call);
        }

        CallRules.Check(call);
        await call.DisposeAsync();
        Assert.Null(await call.Scenario.Log.Completed);
        Assert.All(call.Scenario.Recognizer.Streams, stream => Assert.True(stream.Closed, "A recogniser's stream was left open."));
    }

    private static async Task EndAsync(MomentCall call)
    {
        for (var frame = 0; frame < MaxFrames && !call.Scenario.Log.Completed.IsCompleted; frame++)
        {
            await call.Scenario.WaitAsync(100);
            await Task.Yield();
        }

        Assert.True(call.Scenario.Log.Completed.IsCompleted, $"The session does not end. It told: {call.Scenario.Log.Story}");
    }

    private static async Task FallSilentAsync(MomentCall call)
    {
        if (call.IsManual)
        {
            await call.SendAsync(new CommitInput());
        }

        var frame = call.Scenario.Frame;
        call.Scenario.Frame = Coarse;
        var quiet = 0;
        for (var sent = 0; sent < MaxFrames && quiet < QuietFrames; sent++)
        {
            await call.Scenario.PauseAsync(Coarse);

            // What a frame has started, such as the answer to what was just transcribed, is told before the next one counts.
            await call.Scenario.SettleAsync();
            quiet = CallRules.Unfinished(call) is null ? quiet + 1 : 0;
        }

        call.Scenario.Frame = frame;
        Assert.True(CallRules.Unfinished(call) is null, $"{CallRules.Unfinished(call)} It told: {call.Scenario.Log.Story}");
    }

    private static async Task BeAnsweredAsync(MomentCall call)
    {
        var log = call.Scenario.Log;
        var word = $"w{call.NextWord}";
        var asked = call.Scenario.Chat.Requests.Count;
        var ended = log.Of<ResponseEnded>().Count;
        await call.SayAsync();
        if (call.IsManual)
        {
            await call.SendAsync(new CommitInput());
        }

        if (call.IsManual || !call.Current.TurnDetection.CreateResponse)
        {
            await call.Scenario.PauseUntilAsync(() => CallRules.Transcribed(call).Contains(word), "transcript of the clear utterance");
            await call.SendAsync(new CreateResponse(new()));
        }

        await call.Scenario.PauseUntilAsync(() => log.Of<ResponseEnded>().Count > ended, "answer to a clear utterance");
        var answer = log.Of<ResponseEnded>()[^1];
        Assert.Equal((ResponseStatus.Completed, MomentCall.Answer), (answer.Outcome.Status, answer.Text));
        Assert.True(call.Scenario.Chat.Requests.Count > asked);
        Assert.Contains(word, call.Scenario.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }
}
