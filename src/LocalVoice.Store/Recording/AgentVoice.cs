using System.Buffers;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Recording;

/// <summary>The agent's voice in one item, up to a limit. Not thread-safe.</summary>
/// <param name="mostSamples">More is left out.</param>
internal sealed class AgentVoice(string itemId, int rateHz, int mostSamples)
{
    private readonly ArrayBufferWriter<short> _samples = new();
    private bool _whole = true;

    public void Append(ReadOnlySpan<short> samples)
    {
        var room = Math.Min(samples.Length, mostSamples - _samples.WrittenCount);
        _samples.Write(samples[..room]);
        _whole &= room == samples.Length;
    }

    public AudioBody ToBody() => new(itemId, "agent", _whole, WaveFile.Of(_samples.WrittenSpan, rateHz));
}
