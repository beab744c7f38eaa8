using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>Makes a labelled clip of what a voice said: silence before, between and after, and noise under all of it.</summary>
/// <param name="babble">Others who speak, for noise; each at 16 kHz and at least a second long.</param>
public sealed class ClipMixer(IReadOnlyList<float[]> babble, int seed)
{
    private readonly Babble _babble = new(babble);

    // Longer than the pre-roll, and than what the noise floor needs to settle.
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(600);

    /// <summary>Long enough for the detector to close after a last word in noise; what follows is silence by assumption.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(2000);

    // A quiet microphone: digital silence is no test of a level.
    private const double FloorDbfs = -72;

    /// <param name="parts">What was said before and after the pause, or in one go.</param>
    /// <returns>Null when the voice said nothing.</returns>
    public LabelledClip? Mix(TurnItem item, string language, string speaker, IReadOnlyList<Recording> parts)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(parts);
        var voiced = parts.Select(Voiced.Of).OfType<VoicedPart>().ToList();
        if (voiced.Count != parts.Count || voiced.Count == 0)
        {
            return null;
        }

        var (speech, silences) = Join(voiced, item);
        var random = new Random(Seed(seed, item.Id));
        var samples = WithNoise(speech, item.Noise, random);
        var name = FormattableString.Invariant($"{language}-{item.Id:000}");
        return new(name, language, speaker, item.Noise.ToString(), item.Line.Text, samples, silences);
    }

    private static (float[] Speech, List<LabelledSilence> Silences) Join(List<VoicedPart> parts, TurnItem item)
    {
        var pause = Samples(item.Pause);
        var at = Samples(Before);
        var length = at + parts.Sum(part => part.End - part.First) + ((parts.Count - 1) * pause) + Samples(After);
        var speech = new float[length];
        var silences = new List<LabelledSilence>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            Add(part.Samples, at - part.First, speech);
            var end = at + part.End - part.First;
            var last = i == parts.Count - 1;
            silences.Add(new(end, last ? null : end + pause, last ? null : item.Line.Kind, last ? 0 : (int)item.Pause.TotalMilliseconds));
            at = end + pause;
        }

        return (speech, silences);
    }

    private static void Add(float[] part, int at, float[] speech)
    {
        for (var i = Math.Max(0, -at); i < part.Length && at + i < speech.Length; i++)
        {
            speech[at + i] += part[i];
        }
    }

    private float[] WithNoise(float[] speech, NoiseCondition condition, Random random)
    {
        var noise = condition.Kind is NoiseKind.Babble ? _babble.Of(speech.Length, random) : PinkNoise.Of(speech.Length, random);
        var level = condition.Kind is NoiseKind.None ? FloorDbfs : Voiced.ActiveDbfs(speech) - condition.SnrDb;
        Voiced.Scale(noise, level - SoundLevel.RmsDbfs(noise));
        var samples = new float[speech.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Math.Clamp(speech[i] + noise[i], -1, 1);
        }

        return samples;
    }

    // The same in every process, unlike System.HashCode.
    private static int Seed(int seed, int id) => unchecked((seed * 397) ^ id);

    private static int Samples(TimeSpan duration) => (int)AudioFormat.Recognition.SamplesIn(duration);
}
