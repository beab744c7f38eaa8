using FsCheck;
using FsCheck.Fluent;
using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class StreamingResamplerProperties
{
    [Theory]
    [InlineData(48_000, 16_000)]
    [InlineData(16_000, 24_000)]
    [InlineData(22_050, 24_000)]
    public void However_the_stream_is_cut_the_output_is_the_same(int from, int to)
    {
        var noise = new Random(7);
        var input = Enumerable.Range(0, 3000).Select(_ => (float)((2 * noise.NextDouble()) - 1)).ToArray();
        var whole = StreamingResamplerTests.Resample(input, from, to, input.Length);
        var cuts = Gen.ListOf(Gen.Choose(0, 700)).Select(lengths => lengths.ToArray()).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cuts, lengths => InParts(input, lengths, from, to).SequenceEqual(whole)));
    }

    private static List<float> InParts(float[] input, int[] lengths, int from, int to)
    {
        var resampler = new StreamingResampler(from, to);
        var output = new List<float>();
        var start = 0;
        foreach (var length in lengths.Append(input.Length))
        {
            var part = input.AsSpan(start, Math.Min(length, input.Length - start));
            var room = new float[resampler.MaxOutput(part.Length)];
            output.AddRange(room.AsSpan(0, resampler.Process(part, room)));
            start += part.Length;
        }

        var rest = new float[resampler.MaxOutput(256)];
        output.AddRange(rest.AsSpan(0, resampler.Flush(rest)));
        return output;
    }
}
