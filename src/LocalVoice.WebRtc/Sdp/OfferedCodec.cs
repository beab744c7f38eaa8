using System.Globalization;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>Chooses the codec of an audio section: Opus where it is offered, else G.711 in the order of the offer.</summary>
internal static class OfferedCodec
{
    private const int StaticPcmu = 0;
    private const int StaticPcma = 8;
    private const int HighestType = 127;

    public static bool IsAudio(SdpSection section) =>
        section.Kind == "audio" && section.Protocol is "UDP/TLS/RTP/SAVPF" or "UDP/TLS/RTP/SAVP";

    /// <exception cref="SdpException">None of its codecs is known here.</exception>
    public static (AudioCodec Codec, int PayloadType) Choose(SdpSection audio)
    {
        var offered = audio.Formats.Select(format => Read(audio, format)).OfType<(AudioCodec Codec, int PayloadType)>().ToList();
        return offered.Count == 0
            ? throw SdpException.At(audio.Line, "none of its codecs is known here; offer 'opus/48000/2', 'PCMU/8000' or 'PCMA/8000'.")
            : offered.OrderBy(codec => codec.Codec == AudioCodec.Opus ? 0 : 1).First();
    }

    private static (AudioCodec Codec, int PayloadType)? Read(SdpSection audio, string format)
    {
        if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type > HighestType)
        {
            return null;
        }

        var mapping = audio
            .All("rtpmap")
            .Select(attribute => attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(map => map.Length == 2 && map[0] == format)
            ?[1];
        return mapping?.ToUpperInvariant() switch
        {
            "OPUS/48000/2" => (AudioCodec.Opus, type),
            "PCMU/8000" or "PCMU/8000/1" => (AudioCodec.Pcmu, type),
            "PCMA/8000" or "PCMA/8000/1" => (AudioCodec.Pcma, type),
            null when type == StaticPcmu => (AudioCodec.Pcmu, type),
            null when type == StaticPcma => (AudioCodec.Pcma, type),
            _ => null,
        };
    }
}
