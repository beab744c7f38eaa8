using System.Text;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// Engines that hang at every moment, alone or together, and while the user goes on or another engine fails: once they are let go, the
/// session falls silent, has lost no word, and answers. What fails without hanging is in <see cref="EveryMomentTests"/>.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly string[] Speech = ["the user speaks", "the user is silent for 700 ms"];

    private static readonly Dictionary<string, string[]> Courses = new()
    {
        ["the recogniser hangs while the user goes on"] = ["the recogniser hangs", "interims hang", .. Speech],
        ["the language model hangs while the user goes on"] = ["the language model hangs", .. Speech, "the transcript comes"],
        ["the language model hangs in mid-answer and the user goes on"] = ["the language model hangs in mid-answer", .. Speech],
        ["the voice hangs while the user goes on"] = ["the voice hangs", .. Speech, "the language model answers"],
        ["all hang and nothing is sent"] =
        [
            "the recogniser hangs",
            "interims hang",
            "the language model hangs",
            "the voice hangs",
            "nothing is sent for 2 s",
        ],
        ["the voice hangs and the language model fails"] = ["the voice hangs", .. Speech, "the language model fails"],
        ["the language model hangs and the voice fails"] = ["the language model hangs in mid-answer", .. Speech, "the voice fails"],
        ["the recogniser hangs and its turn is thrown away"] = ["the recogniser hangs", .. Speech, "input_audio_buffer.clear", .. Speech],
        ["all fail one after the other"] = [.. Speech, "the transcription fails", "the language model fails", "the voice fails"],
    };

    public static TheoryData<string> Names => [.. Courses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_session_goes_on_at_every_moment(string name)
    {
        var wrong = new StringBuilder();
        foreach (var moment in Moment.All)
        {
            try
            {
                var call = await Arrival.AtAsync(moment);
                foreach (var step in Courses[name])
                {
                    await Stimuli.Named(step).HappenAsync(call);
                    await call.Scenario.SettleAsync();
                }

                await PlayOut.CheckAsync(call);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                wrong.AppendLine($"{moment}: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        output.WriteLine($"{Moment.All.Count} moments.");
        Assert.True(wrong.Length == 0, wrong.ToString());
    }
}
