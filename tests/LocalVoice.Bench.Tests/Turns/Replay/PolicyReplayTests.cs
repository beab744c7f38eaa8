using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Core.Turns;
using static LocalVoice.Bench.Tests.Turns.Replay.ReplaySamples;

namespace LocalVoice.Bench.Tests.Turns.Replay;

public sealed class PolicyReplayTests
{
    private readonly PolicyReplay _replay = new(new StopPolicy(), Charge);

    [Fact]
    public void A_turn_ends_when_the_required_silence_has_passed() => Assert.Equal(200, DelayMs(Candidate("Yes.", End)));

    [Fact]
    public void A_turn_waits_for_a_late_transcript() =>
        Assert.Equal(60 + 400, DelayMs(Candidate("Yes.", End), new(new StopPolicy(), new DecodeCharge(400, 0))));

    [Fact]
    public void Decode_time_goes_by_the_length_of_the_audio() =>
        Assert.Equal(60 + 50 + 300, DelayMs(Candidate("Yes.", End), new(new StopPolicy(), new DecodeCharge(50, 300))));

    [Fact]
    public void A_turn_does_not_end_when_the_speaker_goes_on_before()
    {
        Assert.Null(DelayMs(Candidate("Yes, but", End, resumedMs: 900)));
        Assert.Equal(1000, DelayMs(Candidate("Yes, but", End, resumedMs: 1010)));
    }

    [Fact]
    public void A_turn_does_not_end_while_the_detector_hears_speech() => Assert.Equal(480, DelayMs(Candidate("Yes.", End, quietMs: 480)));

    [Fact]
    public void A_detector_that_never_closes_does_not_keep_a_turn_open() =>
        Assert.Equal(200 + ScannedPause.DetectorTimeout.TotalMilliseconds, DelayMs(Candidate("Yes.", End, quietMs: null)));

    [Fact]
    public void What_the_language_model_says_counts_from_when_it_is_known()
    {
        var unsure = Candidate("Yes", End) with { MessageEnd = new(0.9, Milliseconds: 30) };

        Assert.Equal(60 + 100 + 30, DelayMs(unsure));
    }

    [Fact]
    public void What_comes_after_the_decision_does_not_count()
    {
        var sure = Candidate("Yes.", End) with { MessageEnd = new(0.9, Milliseconds: 900) };

        Assert.Equal(200, DelayMs(sure));
    }

    private double? DelayMs(PauseCandidate candidate, PolicyReplay? replay = null) =>
        (replay ?? _replay).Decide(candidate, "en") is { } at ? (at - LastVoiced) / 16.0 : null;
}
