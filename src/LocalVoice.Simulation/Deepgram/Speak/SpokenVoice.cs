using System.Buffers.Binary;
using LocalVoice.Audio;

namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>A voiced sound of five harmonics at −20 dBFS, as long as its text would take. Its chunks join without a click.</summary>
internal sealed class SpokenVoice(SpeakSettings settings, double charactersPerSecond)
{
    private const double LevelDbfs = -20;
    private const double PitchHz = 125;
    private const int Harmonics = 5;

    /// <summary>Of a message; the service does not tell how it cuts.</summary>
    public static TimeSpan Chunk { get; } = TimeSpan.FromMilliseconds(100);

    private static readonly double Amplitude =
        Math.Pow(10, LevelDbfs / 20) / Math.Sqrt(Enumerable.Range(1, Harmonics).Sum(k => 1.0 / (2 * k * k)));

    /// <summary>Chunks of linear16 audio; none for text without a letter or digit.</summary>
    public IEnumerable<byte[]> Say(string text)
    {
        var seconds = text.Any(char.IsLetterOrDigit) ? text.Trim().Length / charactersPerSecond / settings.Speed : 0;
        var samples = (int)(seconds * settings.SampleRateHz);
        var chunk = (int)(Chunk.TotalSeconds * settings.SampleRateHz);
        for (var start = 0; start < samples; start += chunk)
        {
            yield return Samples(start, Math.Min(chunk, samples - start));
        }
    }

    private byte[] Samples(int start, int count)
    {
        var audio = new byte[count * sizeof(short)];
        for (var i = 0; i < count; i++)
        {
            var phase = 2 * Math.PI * PitchHz * (start + i) / settings.SampleRateHz;
            var value = Enumerable.Range(1, Harmonics).Sum(k => Math.Sin(k * phase) / k);
            BinaryPrimitives.WriteInt16LittleEndian(audio.AsSpan(i * sizeof(short)), Pcm16.FromFloat((float)(Amplitude * value)));
        }

        return audio;
    }
}
