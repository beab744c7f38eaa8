using System.Buffers.Binary;
using System.Globalization;
using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The input audio buffer.</summary>
internal sealed class InputAudio
{
    public const int SampleRateHz = VoicedSignal.SampleRateHz;

    private const int MostBytes = 15 * 1024 * 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly List<short> _samples = [];
    private long _firstSample;

    /// <exception cref="RefusedException">Not base64 of samples, none, or too many.</exception>
    public static short[] Decode(string audio)
    {
        var bytes = new byte[audio.Length];
        if (!Convert.TryFromBase64String(audio, bytes, out var length) || length == 0 || length % 2 != 0 || length > MostBytes)
        {
            throw new RefusedException(
                new Refusal.Other(
                    "Invalid 'audio'. Expected base64-encoded audio bytes (mono PCM16 at 24kHz) but got an invalid value.",
                    "audio",
                    "invalid_value"
                )
            );
        }

        var samples = new short[length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i * 2));
        }

        return samples;
    }

    public void Append(short[] samples) => _samples.AddRange(samples);

    public void Clear()
    {
        _firstSample += _samples.Count;
        _samples.Clear();
    }

    /// <summary>Takes an utterance out, and what is before it.</summary>
    /// <param name="from">Since the session began, as <paramref name="to"/>.</param>
    public HeardAudio Take(long from, long to)
    {
        var begin = (int)Math.Max(0, from - _firstSample);
        var end = (int)Math.Min(_samples.Count, to - _firstSample);
        var heard = new HeardAudio(_samples[begin..end].ToArray(), SampleRateHz);
        _samples.RemoveRange(0, end);
        _firstSample += end;
        return heard;
    }

    /// <exception cref="RefusedException">There is less than 100 ms.</exception>
    public HeardAudio TakeAll()
    {
        var length = Duration(_samples.Count);
        return length >= Shortest
            ? Take(_firstSample, _firstSample + _samples.Count)
            : throw new RefusedException(
                new Refusal.Other(
                    "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
                        + $"but buffer only has {length.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture)}ms of audio.",
                    Code: "input_audio_buffer_commit_empty"
                )
            );
    }

    public static TimeSpan Duration(long samples) => TimeSpan.FromSeconds((double)samples / SampleRateHz);

    public static long Samples(int milliseconds) => (long)milliseconds * SampleRateHz / 1000;
}
