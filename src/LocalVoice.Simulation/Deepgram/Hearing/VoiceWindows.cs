using System.Buffers.Binary;
using LocalVoice.Audio;

namespace LocalVoice.Simulation.Deepgram.Hearing;

/// <summary>Cuts linear16 audio into windows of 10 ms and tells the voiced ones by their level.</summary>
internal sealed class VoiceWindows(int rateHz, double thresholdDbfs)
{
    private readonly short[] _window = new short[rateHz / 100];
    private int _filled;

    /// <summary>Samples of a window.</summary>
    public int Length => _window.Length;

    /// <summary>Samples received, whole windows or not.</summary>
    public long Received { get; private set; }

    /// <summary>Whether each window that is now complete is voiced, in order.</summary>
    /// <param name="audio">Whole samples.</param>
    public IEnumerable<bool> Cut(ReadOnlyMemory<byte> audio)
    {
        for (var i = 0; i < audio.Length; i += sizeof(short))
        {
            _window[_filled++] = BinaryPrimitives.ReadInt16LittleEndian(audio.Span[i..]);
            Received++;
            if (_filled == _window.Length)
            {
                _filled = 0;
                yield return SoundLevel.RmsDbfs(_window) > thresholdDbfs;
            }
        }
    }
}
