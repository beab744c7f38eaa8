using LocalVoice.WebRtc.Sdp;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>Makes a call's codecs.</summary>
internal static class VoiceCodecs
{
    public static IAudioDecoder Decoder(AudioCodec codec) =>
        codec == AudioCodec.Opus ? new OpusVoiceDecoder() : new G711VoiceDecoder(codec == AudioCodec.Pcma);

    public static IAudioEncoder Encoder(AudioCodec codec) =>
        codec == AudioCodec.Opus ? new OpusVoiceEncoder() : new G711VoiceEncoder(codec == AudioCodec.Pcma);
}
