using System.Globalization;
using LocalVoice.Engines.Deepgram.Connections;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>The settings of a connection: developers.deepgram.com/reference/text-to-speech/speak-streaming.</summary>
internal static class SpeakQuery
{
    public const int SampleRateHz = 24_000;

    // developers.deepgram.com/changelog/2026/5/4: English and Spanish.
    private const double Slowest = 0.7;
    private const double Fastest = 1.5;

    /// <param name="speed">Beyond what the service does, the nearest that it does.</param>
    public static Uri Address(ServiceAddress service, DeepgramOptions options, AuraVoice voice, double speed) =>
        service.Socket("v1/speak", Of(options, voice, Math.Clamp(speed, Slowest, Fastest)));

    private static IEnumerable<KeyValuePair<string, string>> Of(DeepgramOptions options, AuraVoice voice, double speed)
    {
        yield return new("model", voice.Model);
        yield return new("encoding", "linear16");
        yield return new("sample_rate", SampleRateHz.ToString(CultureInfo.InvariantCulture));
        yield return new("mip_opt_out", options.MipOptOut ? "true" : "false");

        // Self-hosted servers before 2026-04 refuse the parameter.
        if (speed is not 1)
        {
            yield return new("speed", speed.ToString("0.##", CultureInfo.InvariantCulture));
        }
    }
}
