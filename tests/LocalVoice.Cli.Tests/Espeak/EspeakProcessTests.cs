using System.Runtime.InteropServices;
using LocalVoice.Cli.Espeak;
using LocalVoice.Client;

namespace LocalVoice.Cli.Tests.Espeak;

public sealed class EspeakProcessTests
{
    [Theory]
    [InlineData("es", "¿Cuál es la capital de Italia?")]
    [InlineData("ca", "Quina és la capital d'Itàlia?")]
    [InlineData("en", "What is the capital of Italy?")]
    public async Task Sentence_becomes_a_voiced_recording_of_its_length(string language, string sentence)
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libespeak-ng.so.1", out _), "libespeak-ng1 is not installed");

        var recording = await EspeakProcess.SpeakAsync(EspeakVoice.For(language), sentence, CancellationToken.None);

        Assert.InRange(recording.Duration.TotalSeconds, 1, 4);
        Assert.InRange(VoiceOnset.First(recording.Samples.Span, recording.SampleRateHz) ?? int.MaxValue, 0, recording.SampleRateHz / 5);
    }

    [Fact]
    public async Task Unknown_voice_is_named_in_the_error()
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libespeak-ng.so.1", out _), "libespeak-ng1 is not installed");

        var failure = await Assert.ThrowsAsync<CliException>(() =>
            EspeakProcess.SpeakAsync(new EspeakVoice("klingonish"), "nuqneH", CancellationToken.None)
        );

        Assert.Contains("klingonish", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, failure.Code);
    }
}
