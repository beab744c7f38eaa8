using LocalVoice.Client.Providers;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.AI;

namespace LocalVoice.EndToEnd.Tests.Providers;

#pragma warning disable MEAI001 // What is tested.

/// <summary>The single stages of the server as providers: the ecosystem's interfaces of speech, unchanged.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class SpeechProviderTests(RunningLocalVoice localVoice)
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task A_recording_is_written_down_whole_and_in_parts()
    {
        using var client = new LocalVoiceSpeechToTextClient(localVoice.Address.Root, localVoice.Address.Key);
        await using var file = File.OpenRead(SpokenSamples.CapitalOfItaly.FilePath);
        var options = new SpeechToTextOptions { SpeechLanguage = "es" };

        var whole = await client.GetTextAsync(file, options, Soon);
        file.Position = 0;
        var parts = new List<string>();
        await foreach (var update in client.GetStreamingTextAsync(file, options, Soon))
        {
            parts.Add(update.Text);
        }

        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, whole.Text.Trim());
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, string.Concat(parts).Trim());
    }

    [Fact]
    public async Task What_is_read_aloud_is_understood()
    {
        using var voice = new LocalVoiceTextToSpeechClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");
        using var ear = new LocalVoiceSpeechToTextClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");

        var spoken = await voice.GetAudioAsync(SpokenSamples.CapitalOfItaly.Text, cancellationToken: Soon);
        var audio = Assert.IsType<DataContent>(Assert.Single(spoken.Contents));
        var heard = await ear.GetTextAsync(new MemoryStream(audio.Data.ToArray()), cancellationToken: Soon);

        Assert.Equal("audio/wav", audio.MediaType);
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, heard.Text.Trim());
    }
}
