using LocalVoice.Engines;
using LocalVoice.Simulation.Instant;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Simulation.Tests.Instant;

public sealed class InstantRecognizerTests
{
    private readonly InstantRecognizer _recognizer = new(
        new() { Transcript = "¿Qué hora es?", TimePerWord = TimeSpan.FromMilliseconds(300) }
    );

    [Fact]
    public async Task Speech_becomes_the_written_sentence()
    {
        await using var stream = Open();
        stream.Append(Tone(milliseconds: 900));

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal(new("¿Qué hora es?", "es", TimeSpan.FromMilliseconds(900), transcript.Tokens), transcript);
    }

    [Fact]
    public async Task An_interim_has_as_many_words_as_there_was_time_for()
    {
        await using var stream = Open();
        var interims = new List<string?>();

        for (var piece = 0; piece < 5; piece++)
        {
            stream.Append(Tone(milliseconds: 200));
            interims.Add((await stream.DecodeInterimAsync(CancellationToken.None))?.Text);
        }

        Assert.Equal([null, "¿Qué", "¿Qué hora", null, "¿Qué hora es?"], interims);
    }

    [Fact]
    public async Task Silence_and_a_click_give_an_empty_transcript()
    {
        await using var stream = Open();
        stream.Append(SpokenSamples.Silence(1));
        stream.Append(Tone(milliseconds: 90));

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal(("", TimeSpan.FromMilliseconds(1090)), (transcript.Text, transcript.AudioDuration));
    }

    [Fact]
    public void An_unknown_language_is_refused_by_its_name()
    {
        var failure = Assert.Throws<EngineException>(() => _recognizer.OpenStream(RecognitionOptions.For("tlh")));

        Assert.Contains("tlh", failure.Message, StringComparison.Ordinal);
    }

    private IRecognitionStream Open() => _recognizer.OpenStream(RecognitionOptions.For("es"));

    private static float[] Tone(int milliseconds) => Tones.Between(0, milliseconds, 0).ToFloats();
}
