using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Conversations;

[Collection(EndToEnd.Name)]
public sealed class SpeakerphoneTests(RunningLocalVoice localVoice)
{
    [Fact]
    public async Task An_agent_that_hears_itself_12_dB_below_neither_interrupts_nor_answers_itself()
    {
        await using var phone = new Speakerphone(new(-12, TimeSpan.FromMilliseconds(120)));
        await phone.OpenAsync(
            localVoice.Address.RealtimeUrl("es"),
            localVoice.Address.Key,
            new() { Language = "es", FixedSilence = TimeSpan.FromMilliseconds(500) }
        );

        foreach (var question in (SpokenSample[])[SpokenSamples.CapitalOfItaly, SpokenSamples.BookATable, SpokenSamples.CapitalOfItaly])
        {
            await phone.AskAsync(question.Samples);
        }

        var told = string.Join(' ', phone.Events.Select(happened => happened.Type));
        Assert.True(phone.Count("input_audio_buffer.speech_started") == 3, told);
        Assert.Equal(3, phone.Count("input_audio_buffer.committed"));
        Assert.All(
            phone.Events.Where(happened => happened.Type == "response.done"),
            done => Assert.Equal("completed", done.Body.GetProperty("response").GetProperty("status").GetString())
        );
    }
}
