using LocalVoice.Audio;
using LocalVoice.Engines.OpenAI.Http;

namespace LocalVoice.Engines.OpenAI.Synthesis;

/// <summary>Samples of a stream of signed 16-bit little-endian bytes, which may be cut anywhere. For one reader.</summary>
internal sealed class PcmReader(Stream stream, ServiceFailures failures)
{
    /// <summary>20 ms: less at a time would be work without a use, and no sign of life.</summary>
    private const int LeastBytes = 2 * SpeechRequests.SampleRateHz / 50;

    private const int MostBytes = 10 * LeastBytes;
    private readonly byte[] _bytes = new byte[MostBytes];
    private int _held;
    private bool _hasBegun;

    /// <returns>Null at the end.</returns>
    public async Task<float[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var free = _bytes.AsMemory(_held);
        var read = await stream.ReadAtLeastAsync(free, LeastBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var length = _held + read;
        RequirePcm(_bytes.AsSpan(0, length));
        if (length < 2)
        {
            return null;
        }

        var samples = new float[length / 2];
        Pcm16.Decode(_bytes.AsSpan(0, length), samples);
        _held = length % 2;
        _bytes[0] = _bytes[length - 1];
        return samples;
    }

    /// <summary>Some servers know one format only, whatever is asked for: played as samples, it would be noise.</summary>
    private void RequirePcm(ReadOnlySpan<byte> bytes)
    {
        if (
            !_hasBegun
            && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("ID3"u8) || bytes.StartsWith("OggS"u8) || bytes.StartsWith("fLaC"u8))
        )
        {
            throw failures.Malformed("an audio file instead of PCM");
        }

        _hasBegun = true;
    }
}
