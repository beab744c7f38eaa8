namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>
/// 8 s of zero mean and unit variance, with the margins that frames centred on the first and last samples need: the audio
/// mirrored at its ends. Not thread-safe.
/// </summary>
internal sealed class NormalisedAudio
{
    /// <summary>Samples before and behind the audio.</summary>
    public const int Margin = FeatureShape.FrameSamples / 2;

    private const int End = Margin + FeatureShape.Samples;

    // Of Hugging Face's feature extractor, with which the model was trained: keeps silence from becoming infinite.
    private const double LeastVariance = 1e-7;

    private readonly float[] _padded = new float[End + Margin];

    /// <summary>Margin, 8 s, margin.</summary>
    public ReadOnlySpan<float> Padded => _padded;

    /// <param name="samples">Its last 8 s are taken; silence goes before less.</param>
    /// <param name="from">Position in <see cref="Padded"/> before which nothing is needed.</param>
    public void Write(ReadOnlySpan<float> samples, int from)
    {
        var recent = samples[^Math.Min(samples.Length, FeatureShape.Samples)..];
        var (mean, scale) = Normalisation(recent);
        var (offset, factor) = ((float)(-mean * scale), (float)scale);
        var begin = End - recent.Length;
        _padded.AsSpan(Math.Min(from, begin), begin - Math.Min(from, begin)).Fill(offset);
        for (var i = 0; i < recent.Length; i++)
        {
            _padded[begin + i] = (recent[i] * factor) + offset;
        }

        Mirror();
    }

    /// <summary>The silence in front counts.</summary>
    private static (double Mean, double Scale) Normalisation(ReadOnlySpan<float> samples)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        var mean = sum / FeatureShape.Samples;
        var variance = Math.Max(0, (squares / FeatureShape.Samples) - (mean * mean));
        return (mean, 1 / Math.Sqrt(variance + LeastVariance));
    }

    private void Mirror()
    {
        for (var i = 1; i <= Margin; i++)
        {
            _padded[Margin - i] = _padded[Margin + i];
            _padded[End - 1 + i] = _padded[End - 1 - i];
        }
    }
}
