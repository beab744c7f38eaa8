using LocalVoice.Testing.Calls;

namespace LocalVoice.WebRtc.Tests.Sdp;

/// <summary>Offers that no client makes, made of those that some do; the same for the same seed.</summary>
internal sealed class OfferGarbage(int seed)
{
    private static readonly string[][] Honest = [.. Offers.All.Select(offer => offer.Split("\r\n"))];

    private static readonly string[] Numbers =
    [
        "",
        "0",
        "-1",
        "00000000000000000000000000000005000",
        "65535",
        "65536",
        "4294967296",
        "9223372036854775808",
        "1e9",
        "٣",
    ];

    private static readonly string[] Strange =
    [
        "m=",
        "m=audio",
        "m=audio 9 UDP/TLS/RTP/SAVPF",
        "m=audio 0/2 UDP/TLS/RTP/SAVPF 0 8",
        "m=application 9 DTLS/SCTP 0",
        "m=application 9 DTLS/SCTP webrtc-datachannel",
        "a=sctpmap:0 webrtc-datachannel",
        "a=group:BUNDLE",
        "a=group:BUNDLE 1 0 0 1 2",
        "a=mid:",
        "a=mid:0",
        "a=mid",
        "a=rtpmap:",
        "a=rtpmap:0 opus/48000/2",
        "a=bundle-only",
        "a=fingerprint:",
        "a=fingerprint:sha-1 00",
        "a=:",
        "a=",
        "=",
        "v=0",
        "\0",
        "\ud800",
        "a=ice-pwd:" + new string('x', 300),
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var lines = Any(Honest).ToList();
        for (var i = _random.Next(1, 5); i > 0 && lines.Count > 0; i--)
        {
            Change(lines, _random.Next(lines.Count));
        }

        return string.Join(_random.Next(8) == 0 ? "\n" : "\r\n", lines);
    }

    private void Change(List<string> lines, int at)
    {
        switch (_random.Next(8))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(_random.Next(lines.Count), lines[at]);
                break;
            case 2:
                var other = _random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = Any(Any(Honest));
                break;
            case 4:
                lines.Insert(at, Any(Strange));
                break;
            case 5:
                lines[at] = WithNumber(lines[at], Any(Numbers));
                break;
            case 6:
                lines[at] = lines[at][.._random.Next(lines[at].Length + 1)];
                break;
            default:
                lines[at] = lines[at].Insert(_random.Next(lines[at].Length + 1), $"{(char)_random.Next(1, 300)}");
                break;
        }
    }

    /// <summary>The line with one of its runs of digits changed.</summary>
    private string WithNumber(string line, string number)
    {
        var start = line.IndexOfAny([.. "0123456789"], _random.Next(line.Length + 1));
        if (start < 0)
        {
            return line + number;
        }

        var end = start;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        return line[..start] + number + line[end..];
    }

    private T Any<T>(T[] all) => all[_random.Next(all.Length)];
}
