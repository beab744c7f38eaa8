using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Whisper.Tests.Audio;

public sealed class UtteranceBufferTests
{
    [Fact]
    public void What_was_appended_is_there_in_order_while_it_grows()
    {
        var buffer = new UtteranceBuffer(60 * 16_000);
        var samples = SpokenSamples.Noise(30);
        foreach (var frame in samples.Chunk(320))
        {
            buffer.Append(frame);
        }

        using var heard = buffer.Snapshot().Rent(..);
        Assert.All(heard.Samples.ToArray().Zip(samples), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-4));
    }

    [Fact]
    public void What_exceeds_the_limit_is_not_kept()
    {
        var buffer = new UtteranceBuffer(1_000);

        Assert.Equal(800, buffer.Append(new float[800]));
        Assert.Equal(200, buffer.Append(new float[800]));
        Assert.Equal(0, buffer.Append(new float[800]));
        Assert.Equal(1_000, buffer.Length);
    }

    [Fact]
    public void A_snapshot_does_not_see_what_comes_after_it()
    {
        var buffer = new UtteranceBuffer(1_000);
        buffer.Append([0.5f]);
        var snapshot = buffer.Snapshot();
        buffer.Append([0.25f]);
        buffer.Clear();
        buffer.Append([1, 1]);

        using var heard = snapshot.Rent(..);
        Assert.Equal(0.5f, Assert.Single(heard.Samples.ToArray()), tolerance: 1e-4);
    }
}
