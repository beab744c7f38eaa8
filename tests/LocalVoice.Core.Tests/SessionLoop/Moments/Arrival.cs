using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>Brings a call to a moment.</summary>
internal static class Arrival
{
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(100);

    // A stage that the clock overtook while it set its timer wakes only when time goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    public static async Task<MomentCall> AtAsync(Moment moment)
    {
        var call = new MomentCall(moment.Extensions, TurnsOf(moment));
        if (moment.User is UserMoment.Interrupting)
        {
            await BringAgentAsync(call, AgentMoment.Streaming, speaking: false);
        }

        await BringUserAsync(call, moment);
        if (moment.User is UserMoment.Interrupting)
        {
            await call.Scenario.ExpectAsync<PlaybackDucked>();
            await (moment.Agent is AgentMoment.Draining ? EndAsync(call, speaking: true) : Task.CompletedTask);
        }

        call.Scenario.Chat.FirstWordHold.Engage();
        await call.Scenario.SettleAsync();
        return call;
    }

    private static TurnDetection TurnsOf(Moment moment) =>
        moment.IsManual
            ? TurnDetection.Manual
            : DetectionOf(moment) with
            {
                CreateResponse = moment.User is not UserMoment.Decided || moment.Agent is AgentMoment.Owed,
            };

    /// <summary>
    /// The default of each kind of client; but only a fixed silence ends a turn whose transcript is awaited, and only a short
    /// one while an answer still plays.
    /// </summary>
    private static TurnDetection DetectionOf(Moment moment) =>
        moment.Extensions && moment.User is not UserMoment.Decided
            ? TurnDetection.Semantic(Eagerness.Auto)
            : TurnDetection.Server(TimeSpan.FromMilliseconds(moment.Agent is AgentMoment.Draining ? 200 : 500));

    private static async Task BringUserAsync(MomentCall call, Moment moment)
    {
        var scenario = call.Scenario;
        if (moment.Agent is not AgentMoment.Speculative)
        {
            scenario.Recognizer.FinalHold.Engage();
        }

        scenario.Recognizer.InterimHold.Engage();
        if (moment.User is not (UserMoment.Silent or UserMoment.ManualSilent))
        {
            await call.SayAsync();
        }

        // Requested while the user speaks, a response is not interrupted by it, and does not wait for the transcript.
        if (moment.User is not UserMoment.Interrupting && moment.Agent >= AgentMoment.Preparing)
        {
            await BringAgentAsync(call, moment.Agent, moment.User is not (UserMoment.Silent or UserMoment.ManualSilent));
        }

        switch (moment.User)
        {
            case UserMoment.Pausing:
                await scenario.PauseAsync(100);
                break;
            case UserMoment.Decided:
                await scenario.PauseUntilAsync<SpeechStopped>();
                break;
            case UserMoment.ManualCommitted:
                await scenario.CommandAsync<InputCommitted>(new CommitInput());
                break;
        }

        if (moment.Agent is AgentMoment.Speculative)
        {
            await scenario.Chat.Begun.ReachesAsync(1);
        }
        else if (moment.Agent is AgentMoment.Requested)
        {
            await scenario.CommandAsync<ResponseCreated>(new CreateResponse(new()));
        }
    }

    private static async Task BringAgentAsync(MomentCall call, AgentMoment agent, bool speaking)
    {
        var scenario = call.Scenario;
        if (agent is AgentMoment.Streaming)
        {
            scenario.Chat.WordsBeforeHold = 9;
            scenario.Chat.LaterWordsHold.Engage();
        }

        if (agent is not AgentMoment.Preparing)
        {
            scenario.Chat.FirstWordHold.Release();
        }

        await scenario.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        if (agent is AgentMoment.Streaming)
        {
            await scenario.ExpectAsync<ResponseAudio>();
        }
        else if (agent is AgentMoment.Draining)
        {
            await EndAsync(call, speaking);
        }
    }

    /// <summary>
    /// Clients with extensions get audio by the clock: it passes while the user hums, or sends nothing, but never so fast that
    /// the stages lose their lead.
    /// </summary>
    private static async Task EndAsync(MomentCall call, bool speaking)
    {
        var scenario = call.Scenario;
        var (begun, before) = (scenario.Time.GetUtcNow(), Sent(scenario.Log.All));
        scenario.Chat.LaterWordsHold.Release();
        while (scenario.Log.TryNext<ResponseEnded>() is null)
        {
            await (speaking ? scenario.SayAsync(20) : scenario.WaitAsync(20));
            var passed = scenario.Time.GetUtcNow() - begun;
            await scenario.Log.BecomesAsync(
                events => Sent(events) - before >= passed + Lead || events.OfType<ResponseEnded>().Any(),
                Patience
            );
        }

        await (speaking ? scenario.PauseAsync(ToneWords.Gap) : Task.CompletedTask);
    }

    private static TimeSpan Sent(IReadOnlyList<SessionEvent> events) =>
        TimeSpan.FromSeconds(events.OfType<ResponseAudio>().Sum(audio => audio.Samples.Length) / 24_000.0);
}
