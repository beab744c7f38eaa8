using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;

namespace LocalVoice.Core.Turns;

/// <summary>
/// Takes silence for granted when a client sends no audio in mid-turn (mute button, noise gate, stalled network), so that
/// the turn ends by time. Audio that was sent ahead of the clock is waited for first. Used by the session's loop only;
/// wakes it by a <see cref="SilenceDue"/>.
/// </summary>
internal sealed class AssumedSilence(
    AudioInput input,
    TurnTracker tracker,
    VadTurns turns,
    InputPace pace,
    TimeSpan patience,
    TimeProvider time,
    Func<object, ValueTask> post
) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly LoopTimer _timer = new(time, post, new SilenceDue());
    private bool _armed;
    private long _heardUntil = time.GetTimestamp();
    private long _assumed;

    /// <summary>Whether a turn is in progress, or may be about to begin, or the agent's voice waits for the user's silence.</summary>
    private bool Hears => turns.Open is not null || tracker.Turn.HearsSpeech || turns.Watches;

    /// <summary>The clock's time up to which the audio received reaches.</summary>
    public void Received(TimeSpan audio)
    {
        var now = time.GetTimestamp();
        _heardUntil = Math.Max(_heardUntil, now) + (long)(audio.TotalSeconds * time.TimestampFrequency);
        _assumed = 0;
    }

    /// <summary>Watches while a turn is in progress.</summary>
    public void Watch()
    {
        if (Hears && !_armed)
        {
            Arm(patience - Missing());
        }
    }

    /// <summary>Handles <see cref="SilenceDue"/>.</summary>
    public async ValueTask AssumeAsync()
    {
        _armed = false;
        var missing = Missing();
        if (missing >= patience)
        {
            var samples = (long)(missing.TotalSeconds * FrameAnalysis.SampleRateHz);
            while (Hears && _assumed + FrameAnalysis.Samples <= samples)
            {
                _assumed += FrameAnalysis.Samples;
                await turns
                    .ObserveAsync(tracker.Observe(new(input.Position + _assumed, Loud: false, SpeechProbability: 0)))
                    .ConfigureAwait(false);
            }
        }

        if (Hears)
        {
            Arm(missing >= patience ? Step : patience - missing);
        }
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Missing()
    {
        var now = time.GetTimestamp();

        // Audio that the server itself does not take yet is not missing.
        _heardUntil = pace.HoldsBack ? Math.Max(_heardUntil, now) : _heardUntil;
        return now <= _heardUntil ? -time.GetElapsedTime(now, _heardUntil) : time.GetElapsedTime(_heardUntil, now);
    }

    private void Arm(TimeSpan wait)
    {
        _armed = true;
        _timer.Set(wait);
    }
}

/// <summary>The client may have stopped sending audio.</summary>
internal sealed record SilenceDue;
