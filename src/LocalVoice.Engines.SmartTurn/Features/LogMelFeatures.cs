using System.Numerics;

namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>
/// Whisper's log-mel features of the last 8 s of an utterance, silence in front of a shorter one, all of it normalised to
/// zero mean and unit variance. Only frames that hear the utterance are computed, and one of silence. Not thread-safe.
/// </summary>
internal sealed class LogMelFeatures
{
    private const float LeastEnergy = 1e-10f;

    // Decades below the loudest value at which features end; then they are shifted and scaled to about −1…1.
    private const float Decades = 8;
    private const float Offset = 4;
    private const float Scale = 0.25f;

    private static readonly float DecadesPerOctave = MathF.Log10(2);

    private readonly NormalisedAudio _audio = new();
    private readonly FrameSpectra _spectra = new();

    /// <param name="samples">At 16 kHz; of more than 8 s the last 8 s.</param>
    /// <param name="features">Band by band, 800 frames each.</param>
    public void Write(ReadOnlySpan<float> samples, Span<float> features)
    {
        var first = FirstFrame(samples.Length);
        _audio.Write(samples, first * FeatureShape.HopSamples);
        var loudest = new Vector<float>(float.MinValue);
        for (var frame = first; frame < FeatureShape.Frames; frame += FrameSpectra.Lanes)
        {
            var power = _spectra.Power(_audio.Padded[(frame * FeatureShape.HopSamples)..]);
            for (var band = 0; band < FeatureShape.Bands; band++)
            {
                var energy = Vector.Max(MelBand.All[band].Energy(power), new(LeastEnergy));
                var level = Vector.Log2(energy) * DecadesPerOctave;
                loudest = Vector.Max(loudest, level);
                level.CopyTo(features[((band * FeatureShape.Frames) + frame)..]);
            }
        }

        RepeatSilence(features, first);
        Compress(features, loudest);
    }

    /// <summary>The last frames that are nothing but silence are computed, the ones before them are the same.</summary>
    private static int FirstFrame(int samples)
    {
        var silence = NormalisedAudio.Margin + FeatureShape.Samples - samples - FeatureShape.FrameSamples;
        var lastSilent = Math.Max(0, silence / FeatureShape.HopSamples);
        return lastSilent / FrameSpectra.Lanes * FrameSpectra.Lanes;
    }

    private static void RepeatSilence(Span<float> features, int frames)
    {
        for (var band = 0; band < FeatureShape.Bands; band++)
        {
            var row = features.Slice(band * FeatureShape.Frames, FeatureShape.Frames);
            row[..frames].Fill(row[frames]);
        }
    }

    private static void Compress(Span<float> features, Vector<float> loudest)
    {
        var highest = float.MinValue;
        for (var lane = 0; lane < FrameSpectra.Lanes; lane++)
        {
            highest = MathF.Max(highest, loudest[lane]);
        }

        var lowest = new Vector<float>(highest - Decades);
        for (var i = 0; i < features.Length; i += Vector<float>.Count)
        {
            var level = Vector.Max(new Vector<float>(features[i..]), lowest);
            ((level + new Vector<float>(Offset)) * Scale).CopyTo(features[i..]);
        }
    }
}
