using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Microphones;

/// <summary><c>talk --mic</c> with the programs that people have, through a sound server.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class SystemMicrophoneTests(RunningLocalVoice localVoice)
{
    private const string Asked = "you    ¿Cuál es la capital de Italia?";

    [Theory]
    [InlineData("ffmpeg", "ffplay")]
    [InlineData("arecord", "aplay")]
    public async Task What_the_system_s_microphone_hears_is_responded_to_through_its_speaker(string recorder, string player)
    {
        var missing = SoundServer.Missing ?? SoundServer.FirstMissing(recorder, player);
        Assert.SkipWhen(missing is not null, missing ?? "");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var sound = await SoundServer.StartAsync();
        await using var talk = new TalkingProgram(localVoice.Address, sound, recorder, player);
        await talk.SaysAsync("Speak when the agent is silent", patience.Token);
        await sound.IsCapturedAsync(patience.Token);

        Assert.Equal(Asked, await AskAsync(sound, talk, patience.Token));
        Assert.Equal("agent  La capital de Italia es Roma.", await talk.SaysAsync("agent", patience.Token));
        await sound.IsHeardAsync(patience.Token);
        Assert.Equal(0, await talk.InterruptAsync(patience.Token));
    }

    /// <summary>Says it again where it was not understood: a sound server that a busy machine keeps waiting loses samples.</summary>
    private static async Task<string> AskAsync(SoundServer sound, TalkingProgram talk, CancellationToken cancellationToken)
    {
        var understood = "";
        for (var times = 0; times < 3 && understood != Asked; times++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(15));
            await sound.SayAsync(SpokenSamples.CapitalOfItaly.FilePath);
            try
            {
                understood = await talk.SaysAsync("you", patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                understood = "";
            }
        }

        return understood;
    }
}
