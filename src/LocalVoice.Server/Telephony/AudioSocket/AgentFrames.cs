using LocalVoice.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>Writes the agent's audio as frames, in one buffer. One writer; the volume may be set by others.</summary>
/// <param name="noise">What is heard where there is no audio; null for silence.</param>
internal sealed class AgentFrames(ComfortNoise? noise)
{
    private const int Samples = 160;

    private readonly byte[] _frame = new byte[AudioSocketFrame.HeadBytes + (2 * Samples)];
    private volatile float _volume = 1;

    /// <param name="gain">Factor of the agent's samples.</param>
    public void SetVolume(float gain) => _volume = gain;

    /// <summary>A whole frame, valid until the next; the last of a response is filled up with silence.</summary>
    /// <param name="audio">Null for none.</param>
    public ReadOnlyMemory<byte> Encode(ResponseAudio? audio)
    {
        Span<short> samples = stackalloc short[Samples];
        if (audio is null)
        {
            noise?.Fill(samples);
        }
        else
        {
            Lower(audio.Samples.Span, samples);
        }

        AudioSocketFrame.WriteHead(_frame, AudioSocketFrame.Audio, 2 * Samples);
        Pcm16.Encode(samples, _frame.AsSpan(AudioSocketFrame.HeadBytes));
        return _frame;
    }

    private void Lower(ReadOnlySpan<short> audio, Span<short> samples)
    {
        var count = Math.Min(audio.Length, Samples);
        for (var i = 0; i < count; i++)
        {
            samples[i] = (short)(audio[i] * _volume);
        }
    }
}
