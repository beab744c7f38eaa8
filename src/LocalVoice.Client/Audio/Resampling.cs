using LocalVoice.Core.Audio;

namespace LocalVoice.Client.Audio;

/// <summary>Converts a whole recording to another sample rate.</summary>
public static class Resampling
{
    private const int BlockSamples = 4096;

    public static Recording At(this Recording recording, int sampleRateHz)
    {
        if (recording.SampleRateHz == sampleRateHz)
        {
            return recording;
        }

        var resampler = new StreamingResampler(recording.SampleRateHz, sampleRateHz);
        var input = recording.ToFloats();
        var output = new List<float>();
        for (var start = 0; start < input.Length; start += BlockSamples)
        {
            var block = input.AsSpan(start, Math.Min(BlockSamples, input.Length - start));
            var room = new float[resampler.MaxOutput(block.Length)];
            output.AddRange(room.AsSpan(0, resampler.Process(block, room)));
        }

        var rest = new float[resampler.MaxOutput(64)];
        output.AddRange(rest.AsSpan(0, resampler.Flush(rest)));
        return Recording.FromFloats(output.ToArray(), sampleRateHz);
    }
}
