using System.Text.Json.Nodes;
using LocalVoice.Audio;
using LocalVoice.WebRtc.Codecs;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>The protocol's audio formats.</summary>
internal static class AudioFormats
{
    /// <summary>The only rate of <c>audio/pcm</c> in OpenAI's protocol.</summary>
    public const int StockRateHz = 24_000;

    private const int TelephoneRateHz = 8_000;
    private static readonly int[] ExtensionRatesHz = [16_000, 24_000, 48_000];

    /// <summary>The user's audio as a call gives it, whatever the client asks for: its codec is the offer's.</summary>
    public static AudioFormat CallInput { get; } = new(AudioEncoding.Pcm16, CallAudio.UserHz);

    /// <summary>The agent's audio as a call takes it.</summary>
    public static AudioFormat CallOutput { get; } = new(AudioEncoding.Pcm16, CallAudio.AgentHz);

    public static JsonObject Pcm(int rateHz) => new() { ["type"] = "audio/pcm", ["rate"] = rateHz };

    public static JsonObject ToJson(AudioFormat format) =>
        format.Encoding switch
        {
            AudioEncoding.MuLaw => new JsonObject { ["type"] = "audio/pcmu" },
            AudioEncoding.ALaw => new JsonObject { ["type"] = "audio/pcma" },
            _ => Pcm(format.SampleRateHz),
        };

    /// <exception cref="ProtocolException">
    /// The framing does not support the format: binary frames carry no G.711, stock clients only one PCM rate.
    /// </exception>
    public static AudioFormat Read(EventField format, Framing framing)
    {
        var type = format["type"];
        switch (type.Text())
        {
            case "audio/pcm":
                return new AudioFormat(AudioEncoding.Pcm16, ReadRate(format["rate"], framing));
            case "audio/pcmu" when framing != Framing.LocalVoice:
                return new AudioFormat(AudioEncoding.MuLaw, TelephoneRateHz);
            case "audio/pcma" when framing != Framing.LocalVoice:
                return new AudioFormat(AudioEncoding.ALaw, TelephoneRateHz);
            default:
                throw framing != Framing.LocalVoice ? type.NotOneOf("audio/pcm", "audio/pcmu", "audio/pcma") : type.NotOneOf("audio/pcm");
        }
    }

    private static int ReadRate(EventField rate, Framing framing)
    {
        int[] supported = framing != Framing.LocalVoice ? [StockRateHz] : ExtensionRatesHz;
        var value = rate.Integer(1, int.MaxValue, absent: StockRateHz);
        return supported.Contains(value) ? value : throw rate.Invalid($"Supported values are: {string.Join(", ", supported)}.");
    }
}
