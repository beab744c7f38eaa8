using LocalVoice.Audio;

namespace LocalVoice.Server.Http.Speech;

/// <summary>Bare samples: s16le, mono.</summary>
internal sealed class PcmEncoder : ISpeechEncoder
{
    public string MediaType => "audio/pcm";

    public byte[] Begin() => [];

    public byte[] Encode(ReadOnlySpan<short> samples)
    {
        var encoded = new byte[samples.Length * sizeof(short)];
        Pcm16.Encode(samples, encoded);
        return encoded;
    }

    public byte[] Finish() => [];
}
