using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Tests.Turns;

public sealed class TurnControllerTests
{
    private readonly TurnController _turns = new(new());
    private readonly UserVoice _user;

    public TurnControllerTests() => _user = new(_turns);

    [Fact]
    public void Turn_ends_at_the_frame_that_completes_the_minimum_silence()
    {
        _user.Says(640).IsSilent(80).Requires(200).IsSilent(110);
        Assert.Null(_user.When(TurnSignal.Ended));

        _user.IsSilent(10);

        Assert.Equal(840, _user.When(TurnSignal.Ended));
        Assert.Equal(UserState.Idle, _turns.State);
    }

    [Fact]
    public void While_others_compute_a_longer_silence_is_a_candidate()
    {
        var busy = new TurnController(new());
        var user = new UserVoice(busy) { Busy = true };

        user.Says(640).IsSilent(90);
        Assert.Null(user.When(TurnSignal.Paused));
        user.IsSilent(10);

        Assert.Equal(740, user.When(TurnSignal.Paused));
        Assert.InRange(_user.Says(640).IsSilent(90).When(TurnSignal.Paused)!.Value, 650, 700);
    }

    [Fact]
    public void Silence_counts_from_the_last_voiced_frame_and_not_from_the_detectors_end()
    {
        _user.Says(640).Hears(160, loud: false, 0.9f).Requires(200).IsSilent(60);

        Assert.Equal(640 * 16, _turns.LastVoicedSample);
        Assert.InRange(_user.When(TurnSignal.Ended)!.Value, 840, 860);
    }

    [Fact]
    public void No_silence_ends_a_turn_before_it_is_known_how_much_is_required()
    {
        _user.Says(640).IsSilent(5000);

        Assert.Null(_user.When(TurnSignal.Ended));
        Assert.Equal("Onset SpeechStarted Dipped Paused", _user.Story);
    }

    [Fact]
    public void Silence_that_has_passed_already_ends_the_turn_when_it_becomes_known()
    {
        _user.Says(640).IsSilent(500).Requires(200);

        Assert.Equal("Onset SpeechStarted Dipped Paused Ended", _user.Story);
    }

    [Fact]
    public void Speech_starts_after_the_minimum_of_it_and_its_onset_is_where_it_began()
    {
        _user.IsSilent(320).Says(400);

        Assert.Equal(320 + 100, _user.When(TurnSignal.SpeechStarted)!.Value, 20.0);
        Assert.Equal(320, _turns.OnsetSample / 16, 20.0);
    }

    [Fact]
    public void A_cough_is_a_false_start_and_leaves_nothing_behind()
    {
        _user.IsSilent(320).Says(40).IsSilent(300);
        Assert.Equal("Onset FalseStart", _user.Story);

        _user.Says(400);
        Assert.Equal("Onset FalseStart Onset SpeechStarted", _user.Story);
    }

    [Fact]
    public void Digital_silence_never_starts_speech_whatever_the_detector_says()
    {
        _user.Hears(3000, loud: false, 0.99f);

        Assert.Equal("", _user.Story);
    }

    [Fact]
    public void Noise_that_is_loud_but_no_speech_never_starts_speech()
    {
        _user.Hears(3000, loud: true, 0.4f);

        Assert.Equal("", _user.Story);
    }

    [Fact]
    public void Between_the_thresholds_speech_goes_on_once_it_is_on()
    {
        _user.Says(320).Hears(1000, loud: true, 0.4f);
        Assert.Equal(UserState.Speaking, _turns.State);

        _user.Hears(64, loud: true, 0.3f);
        Assert.Equal(UserState.Pausing, _turns.State);
    }

    [Fact]
    public void A_pause_begins_60_ms_below_the_floor_though_the_detector_still_hears_speech()
    {
        _user.Says(640).Hears(100, loud: false, 0.9f);

        Assert.Equal(700, _user.When(TurnSignal.Paused));
    }

    [Fact]
    public void A_quiet_frame_is_a_dip_and_a_loud_frame_recovers_from_it()
    {
        _user.Says(640).Hears(40, loud: false, 0.9f).Says(320);

        Assert.Equal("Onset SpeechStarted Dipped Recovered", _user.Story);
        Assert.Equal(650, _user.When(TurnSignal.Dipped));
    }

    [Fact]
    public void Speech_in_a_pause_resumes_the_turn_and_voids_the_required_silence()
    {
        _user.Says(640).IsSilent(150).Requires(200).Says(320).IsSilent(1000);

        Assert.Equal("Onset SpeechStarted Dipped Paused Resumed Paused", _user.Story);
    }

    [Fact]
    public void A_click_in_a_pause_does_not_resume_the_turn()
    {
        _user.Says(640).IsSilent(100).Hears(10, loud: true, 0.02f).Requires(200).IsSilent(90);

        Assert.Equal("Onset SpeechStarted Dipped Paused Ended", _user.Story);
        Assert.Equal(840, _user.When(TurnSignal.Ended));
    }

    [Fact]
    public void A_loud_room_does_not_keep_a_turn_open()
    {
        _user.Says(640).Hears(400, loud: true, 0.05f).Requires(300);

        Assert.Equal("Onset SpeechStarted Paused Ended", _user.Story);
    }

    [Fact]
    public void A_detector_that_is_stuck_on_quiet_noise_ends_the_turn_late_but_ends_it()
    {
        _user.Says(640).Hears(100, loud: false, 0.9f).Requires(500).Hears(2000, loud: false, 0.9f);
        Assert.Null(_user.When(TurnSignal.Ended));

        _user.Hears(3000, loud: false, 0.9f);
        Assert.Equal(640 + 500 + 3000, _user.When(TurnSignal.Ended));
    }

    [Fact]
    public void A_network_burst_ends_no_turn_because_only_audio_is_time()
    {
        // The pause of two seconds is the network's: in the audio the user never stopped.
        _user.Says(640);
        _user.Says(640).IsSilent(100).Requires(200);

        Assert.Null(_user.When(TurnSignal.Ended));
        Assert.Equal(1, _user.Signals.Count(heard => heard.Signal == TurnSignal.Paused));
    }

    [Fact]
    public void After_a_reset_only_new_speech_starts_a_turn()
    {
        _user.Says(640);
        _turns.Reset();
        Assert.Equal(UserState.Idle, _turns.State);

        _user.IsSilent(200).Says(320);
        Assert.Equal("Onset SpeechStarted Onset SpeechStarted", _user.Story);
    }

    [Fact]
    public void A_requirement_without_a_pause_means_nothing()
    {
        _user.Requires(200).Says(640).Requires(200).IsSilent(1000);

        Assert.Null(_user.When(TurnSignal.Ended));
    }
}
