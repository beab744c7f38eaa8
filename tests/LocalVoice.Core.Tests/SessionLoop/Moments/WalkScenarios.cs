namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>Walks that once broke a rule.</summary>
public sealed class WalkScenarios
{
    [Theory]
    [InlineData("the user speaks", "the language model answers", "input_audio_buffer.commit", "the user coughs")]
    [InlineData(
        "the user speaks",
        "session.update turn_detection: the other side detects turns from now on",
        "session.update turn_detection: the other side detects turns from now on"
    )]
    [InlineData("the user speaks", "nothing is sent for 2 s", "the language model answers", "the user coughs")]
    [InlineData("the user speaks", "the user is silent for 100 ms", "the user speaks", "input_audio_buffer.commit")]
    [InlineData(
        "the recogniser hangs",
        "the user speaks",
        "the user is silent for 700 ms",
        "the user speaks",
        "session.update turn_detection: the other side detects turns from now on",
        "input_audio_buffer.clear"
    )]
    [InlineData(
        "the recogniser hangs",
        "the user speaks",
        "the user is silent for 700 ms",
        "the user speaks",
        "the user is silent for 100 ms",
        "input_audio_buffer.clear"
    )]
    [InlineData(
        "the recogniser hangs",
        "the user speaks",
        "the user is silent for 700 ms",
        "session.update turn_detection: the other side detects turns from now on",
        "the user speaks",
        "input_audio_buffer.commit"
    )]
    [InlineData("response.create", "the voice fails", "the voice fails")]
    public async Task No_rule_is_broken(params string[] steps)
    {
        foreach (var extensions in new[] { false, true })
        {
            await Walk.TakeAsync([.. steps.Select(Stimuli.Named)], extensions);
        }
    }
}
