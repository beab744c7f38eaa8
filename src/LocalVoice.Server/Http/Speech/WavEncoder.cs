using System.Buffers.Binary;

namespace LocalVoice.Server.Http.Speech;

/// <summary>
/// WAV of 16 bits, mono. The length is not known when the file begins: it is given as 0xFFFFFFFF, as OpenAI's service does.
/// </summary>
internal sealed class WavEncoder : ISpeechEncoder
{
    private const uint Unknown = uint.MaxValue;

    private readonly PcmEncoder _samples = new();

    public string MediaType => "audio/wav";

    public byte[] Begin()
    {
        var head = new byte[44];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), Unknown);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), ISpeechEncoder.SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), ISpeechEncoder.SampleRateHz * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), 8 * sizeof(short));
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), Unknown);
        return head;
    }

    public byte[] Encode(ReadOnlySpan<short> samples) => _samples.Encode(samples);

    public byte[] Finish() => [];
}
