using System.Globalization;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>Takes the text of a session description apart (RFC 8866, section 5), without an opinion on what it says.</summary>
internal static class SdpText
{
    /// <summary>Characters. A browser's offer has 2,000 to 6,000.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>"m=" lines. A call needs two.</summary>
    public const int MostSections = 32;

    /// <returns>The session's own part first, then its media in order.</returns>
    /// <exception cref="SdpException">It is too long, or no session description.</exception>
    public static List<SdpSection> Read(string text)
    {
        if (text.Length > Longest)
        {
            throw new SdpException($"The SDP offer has {text.Length} characters; at most {Longest} are read.");
        }

        var sections = new List<SdpSection> { new(1, "", "", "", []) };
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.Length > 0)
            {
                Read(line, number, sections);
            }
        }

        return sections;
    }

    private static void Read(ReadOnlySpan<char> line, int number, List<SdpSection> sections)
    {
        if (line.Length < 2 || line[1] != '=' || (sections.Count == 1 && number == 1 && line is not "v=0"))
        {
            throw SdpException.At(
                number,
                number == 1 ? "expected 'v=0': send the 'sdp' of RTCPeerConnection.createOffer() as it is." : "expected 'x=value'."
            );
        }

        var value = line[2..];
        switch (line[0])
        {
            case 'm' when sections.Count > MostSections:
                throw SdpException.At(number, $"more than {MostSections} media sections; a call needs one audio and one data channel.");
            case 'm':
                sections.Add(Media(value.ToString(), number));
                break;
            case 'a':
                var colon = value.IndexOf(':');
                sections[^1]
                    .Attributes.Add(
                        colon < 0
                            ? new(number, value.ToString(), "")
                            : new(number, value[..colon].ToString(), value[(colon + 1)..].Trim().ToString())
                    );
                break;
            default:
                break;
        }
    }

    private static SdpSection Media(string value, int number)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var port = parts.Length >= 4 ? parts[1].Split('/')[0] : "";
        return IsToken(parts.FirstOrDefault("")) && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new(number, parts[0], port, parts[2], parts[3..])
            : throw SdpException.At(number, "expected 'm=<media> <port> <protocol> <format> …'.");
    }

    private static bool IsToken(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
