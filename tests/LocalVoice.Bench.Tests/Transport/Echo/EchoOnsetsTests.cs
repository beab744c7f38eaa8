using LocalVoice.Bench.Transport.Echo;
using LocalVoice.Client;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Bench.Tests.Transport.Echo;

public sealed class EchoOnsetsTests
{
    private const int RateHz = 16_000;
    private readonly FakeTimeProvider _time = new();
    private readonly EchoOnsets _onsets;
    private readonly long _origin;

    public EchoOnsetsTests()
    {
        _onsets = new(TimeSpan.FromMilliseconds(400), _time);
        _origin = _time.GetTimestamp();
        Hear(atMs: 0, Tones.Between(0, 100, 0).Samples);
    }

    [Fact]
    public void Voice_after_a_silence_begins_where_it_is_played()
    {
        Assert.Null(Hear(atMs: 100, Tones.Between(410, 0, 0).Samples));

        Assert.Equal(540, Hear(atMs: 500, Tones.Between(30, 20, 0).Samples));
    }

    [Fact]
    public void Voice_after_nothing_came_for_a_while_begins_as_it_comes()
    {
        Assert.Equal(700, Hear(atMs: 700, Tones.Between(0, 20, 0).Samples));
    }

    [Fact]
    public void Voice_after_a_pause_within_a_sentence_goes_on()
    {
        Hear(atMs: 100, Tones.Between(300, 0, 0).Samples);

        Assert.Null(Hear(atMs: 400, Tones.Between(0, 20, 0).Samples));
    }

    private double? Hear(int atMs, ReadOnlyMemory<short> samples) =>
        _onsets.Hear(new ResponseAudio(1, 0, samples, RateHz, _time.After(_origin, TimeSpan.FromMilliseconds(atMs)))) is { } onset
            ? Math.Round(_time.GetElapsedTime(_origin, onset).TotalMilliseconds)
            : null;
}
