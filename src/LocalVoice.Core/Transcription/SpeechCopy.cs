using System.Buffers;
using LocalVoice.Audio;

namespace LocalVoice.Core.Transcription;

/// <summary>What the user says, kept for the session's observer. Used by the session's loop only.</summary>
internal sealed class SpeechCopy
{
    private ArrayBufferWriter<short> _samples = new();

    /// <param name="samples">16 kHz mono, -1...1.</param>
    public void Append(ReadOnlySpan<float> samples)
    {
        Pcm16.FromFloat(samples, _samples.GetSpan(samples.Length)[..samples.Length]);
        _samples.Advance(samples.Length);
    }

    /// <returns>All since the last time.</returns>
    public ReadOnlyMemory<short> Take()
    {
        var taken = _samples.WrittenMemory;
        _samples = new();
        return taken;
    }
}
