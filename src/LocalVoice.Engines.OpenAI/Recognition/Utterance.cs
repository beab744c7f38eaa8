using System.Buffers;
using LocalVoice.Audio;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>The audio of one utterance as 16-bit samples, and whether there is sound in it. For one thread at a time.</summary>
internal sealed class Utterance(double silenceDbfs)
{
    private const int FrameSamples = 320;

    /// <summary>Shorter audio holds no word; OpenAI refuses it (<c>audio_too_short</c>).</summary>
    private static readonly int LeastSamples = AudioFormat.Recognition.SampleRateHz / 10;

    private readonly ArrayBufferWriter<byte> _pcm = new();
    private readonly float[] _frame = new float[FrameSamples];
    private int _inFrame;

    public int Samples { get; private set; }

    public TimeSpan Duration => AudioFormat.Recognition.DurationOf(Samples);

    public bool IsTooLong => WaveFile.BytesOf(Samples) > WaveFile.MostBytes;

    /// <summary>Whether it is long and loud enough to be sent.</summary>
    public bool CanHoldSpeech => HasSound && Samples >= LeastSamples;

    private bool HasSound { get; set; }

    /// <summary>Beyond the longest file only the count goes on.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        Samples += samples.Length;
        if (IsTooLong)
        {
            return;
        }

        Listen(samples);
        Span<short> converted = stackalloc short[FrameSamples];
        for (var start = 0; start < samples.Length; start += FrameSamples)
        {
            var part = samples.Slice(start, Math.Min(FrameSamples, samples.Length - start));
            Pcm16.FromFloat(part, converted);
            Pcm16.Encode(converted[..part.Length], _pcm.GetSpan(2 * part.Length));
            _pcm.Advance(2 * part.Length);
        }
    }

    /// <summary>The utterance so far; what is appended later does not change it.</summary>
    public UtteranceAudio Snapshot() => new(_pcm.WrittenMemory, Duration);

    private void Listen(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            _frame[_inFrame++] = sample;
            if (_inFrame == FrameSamples)
            {
                HasSound |= SoundLevel.RmsDbfs(_frame) > silenceDbfs;
                _inFrame = 0;
            }
        }
    }
}

/// <summary>The audio of an utterance at a moment.</summary>
/// <param name="Pcm">16 kHz mono, 16 bit.</param>
internal readonly record struct UtteranceAudio(ReadOnlyMemory<byte> Pcm, TimeSpan Duration);
