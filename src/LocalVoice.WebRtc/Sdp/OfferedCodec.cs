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
        var maps = Maps(audio);
        var offered = audio
            .Formats.Select(format => Read(format, maps.GetValueOrDefault(format)))
            .OfType<(AudioCodec Codec, int PayloadType)>()
            .ToList();
        return offered.Count == 0
            ? throw SdpException.At(audio.Line, "none of its codecs is known here; offer 'opus/48000/2', 'PCMU/8000' or 'PCMA/8000'.")
            : offered.OrderBy(codec => codec.Codec == AudioCodec.Opus ? 0 : 1).First();
    }

    /// <summary>Codecs by payload type; of several for one type the first.</summary>
    private static Dictionary<string, string> Maps(SdpSection audio)
    {
        var maps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in audio.All("rtpmap"))
        {
            if (attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var type, var codec])
            {
                maps.TryAdd(type, codec);
            }
        }

        return maps;
    }

    private static (AudioCodec Codec, int PayloadType)? Read(string format, string? codec) =>
        !int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type > HighestType
            ? null
            : codec?.ToUpperInvariant() switch
            {
                "OPUS/48000/2" => (AudioCodec.Opus, type),
                "PCMU/8000" or "PCMU/8000/1" => (AudioCodec.Pcmu, type),
                "PCMA/8000" or "PCMA/8000/1" => (AudioCodec.Pcma, type),
                null when type == StaticPcmu => (AudioCodec.Pcmu, type),
                null when type == StaticPcma => (AudioCodec.Pcma, type),
                _ => null,
            };
}
