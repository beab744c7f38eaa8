using System.Globalization;
using LocalVoice.Simulation.Deepgram.Handshakes;

namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>The query of v1/speak: github.com/deepgram/deepgram-api-specs, asyncapi.yml, 22 July 2026.</summary>
internal sealed record SpeakSettings(string Model, int SampleRateHz, double Speed)
{
    private const int DefaultSampleRateHz = 24_000;

    /// <exception cref="RejectedException">As the service says it.</exception>
    public static SpeakSettings Read(QueryReader query)
    {
        var model = query.Text("model") ?? SpeakVoices.Default;
        if (!SpeakVoices.Has(model))
        {
            throw new RejectedException(Rejection.NoSuchModel);
        }

        // The service also speaks mulaw and alaw; the simulation does not.
        _ = query.Choice("encoding", "linear16");
        _ = query.Flag("mip_opt_out");
        var rate = query.Choice("sample_rate", "8000", "16000", "24000", "32000", "48000");
        var speed = query.Number("speed", 0.7, 1.5) ?? 1;
        query.RefuseOthers();
        return new(model, rate is null ? DefaultSampleRateHz : int.Parse(rate, CultureInfo.InvariantCulture), speed);
    }
}
