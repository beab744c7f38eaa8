using LocalVoice.Core.Input;

namespace LocalVoice.Core.Tests.Input;

public sealed class WithheldWindowTests
{
    private readonly WithheldWindow _window = new();

    [Fact]
    public void What_the_detector_said_of_a_withheld_frame_is_told_with_the_next_that_passes()
    {
        Assert.Equal(0, _window.Withhold(Frame(0.9f)).SpeechProbability);
        Assert.Null(_window.Withhold(Frame(null)).SpeechProbability);

        Assert.Equal(0.9f, _window.Pass(Frame(null)).SpeechProbability);
        Assert.Null(_window.Pass(Frame(null)).SpeechProbability);
    }

    [Fact]
    public void A_newer_window_takes_the_place_of_the_withheld_one()
    {
        _window.Withhold(Frame(0.9f));
        _window.Withhold(Frame(0.1f));
        Assert.Equal(0.1f, _window.Pass(Frame(null)).SpeechProbability);

        _window.Withhold(Frame(0.9f));
        Assert.Equal(0.2f, _window.Pass(Frame(0.2f)).SpeechProbability);
    }

    private static FrameAnalysis Frame(float? probability) => new(0, Loud: true, probability, -20);
}
