using System.Text.Json;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client.Tests.Audio;

public sealed class LoudspeakerTests
{
    private const int RateHz = 16_000;
    private const short Half = 16_384;
    private readonly Loudspeaker _speaker = new(RateHz);

    [Fact]
    public void It_plays_what_arrived_then_silence()
    {
        Arrive(1, 80);

        var played = Play(160);

        Assert.All(played[..80], sample => Assert.Equal(0.5, sample, 0.01));
        Assert.All(played[80..], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_flush_drops_what_is_left_of_that_response_only()
    {
        Arrive(1, 160);
        Arrive(2, 80);
        Play(80);

        Tell("""{"type":"localvoice.audio.flush","ordinal":1}""");

        Assert.Equal(80, Play(160).Count(sample => sample != 0));
    }

    [Fact]
    public void It_is_quieter_while_it_is_ducked()
    {
        Arrive(1, 320);

        Tell("""{"type":"localvoice.audio.duck","gain_db":-20}""");
        Assert.Equal(0.05, Play(160)[0], 0.005);

        Tell("""{"type":"localvoice.audio.restore"}""");
        Assert.Equal(0.5, Play(160)[0], 0.01);
    }

    [Fact]
    public void Paused_it_keeps_what_it_has()
    {
        Arrive(1, 160);

        Tell("""{"type":"localvoice.audio.pause"}""");
        Assert.All(Play(160), sample => Assert.Equal(0, sample));

        Tell("""{"type":"localvoice.audio.resume"}""");
        Assert.Equal(160, Play(320).Count(sample => sample != 0));
    }

    private void Arrive(int ordinal, int samples) =>
        _speaker.Observe(new ResponseAudio(ordinal, 0, Enumerable.Repeat(Half, samples).ToArray(), RateHz, 0));

    private void Tell(string json)
    {
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement.Clone();
        _speaker.Observe(new ServerEvent(body.GetProperty("type").GetString()!, body, 0));
    }

    private float[] Play(int samples)
    {
        var played = new float[samples];
        _speaker.Play(played);
        return played;
    }
}
