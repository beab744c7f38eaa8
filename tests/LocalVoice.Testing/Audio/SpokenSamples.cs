namespace LocalVoice.Testing.Audio;

/// <summary>What tests say to a recogniser. Made with <c>espeak-ng -s 160 -p 50</c>, resampled to 16 kHz.</summary>
public static class SpokenSamples
{
    /// <summary>2.1 s, Spanish.</summary>
    public static SpokenSample CapitalOfItaly { get; } = new("es-capital-of-italy", "es", "¿Cuál es la capital de Italia?");

    /// <summary>4.3 s, Spanish.</summary>
    public static SpokenSample BookATable { get; } =
        new("es-book-a-table", "es", "Quiero reservar una mesa para cuatro personas el viernes a las nueve.");

    /// <summary>2.2 s, Catalan.</summary>
    public static SpokenSample CapitalOfFranceInCatalan { get; } = new("ca-capital-of-france", "ca", "Quina és la capital de França?");

    /// <summary>2.0 s, English.</summary>
    public static SpokenSample CapitalOfFrance { get; } = new("en-capital-of-france", "en", "What is the capital of France?");

    /// <summary>1.9 s, English.</summary>
    public static SpokenSample KitchenLight { get; } = new("en-kitchen-light", "en", "Turn on the light in the kitchen.");

    public static IReadOnlyList<SpokenSample> All { get; } =
    [CapitalOfItaly, BookATable, CapitalOfFranceInCatalan, CapitalOfFrance, KitchenLight];

    /// <summary>Hiss without speech at 16 kHz: the same for the same seed.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="amplitude">Peak, 0…1.</param>
    public static float[] Noise(double seconds, float amplitude = 0.1f, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * 16_000)];
        foreach (ref var sample in samples.AsSpan())
        {
            sample = amplitude * (float)((2 * random.NextDouble()) - 1);
        }

        return samples;
    }

    /// <summary>Digital silence at 16 kHz.</summary>
    public static float[] Silence(double seconds) => new float[(int)(seconds * 16_000)];
}
