using LocalVoice.Client.Audio;

namespace LocalVoice.Testing.Audio;

public static class Tones
{
    /// <summary>440 Hz at −12 dBFS between stretches of digital silence.</summary>
    public static Recording Between(int silenceBeforeMs, int toneMs, int silenceAfterMs, int rateHz = 16_000)
    {
        var samples = new short[(silenceBeforeMs + toneMs + silenceAfterMs) * rateHz / 1000];
        var first = silenceBeforeMs * rateHz / 1000;
        for (var i = 0; i < toneMs * rateHz / 1000; i++)
        {
            samples[first + i] = (short)(8000 * Math.Sin(2 * Math.PI * 440 * i / rateHz));
        }

        return new Recording(samples, rateHz);
    }
}
