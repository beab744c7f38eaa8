using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Piper;

/// <summary>Settings of the Piper synthesizer. All voices must have the same sample rate.</summary>
public sealed class PiperOptions
{
    /// <summary>The voices; the first is the default.</summary>
    [NotEmpty("at least one voice")]
    [ValidateEnumeratedItems]
    public IList<PiperVoiceOptions> Voices { get; set; } = [];

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. CUDA is often no faster for single sentences: measure.</summary>
    [Matches("cpu|cuda(:[0-9]{1,2})?", "cpu, cuda or cuda:N")]
    public string Device { get; set; } = "cpu";

    /// <summary>
    /// Where cut voices are kept between starts; nothing is written beside a model. Empty: <c>LOCALVOICE_CACHE</c> from the
    /// environment, else the user's own cache folder.
    /// </summary>
    public string CacheFolder { get; set; } = "";

    /// <summary>Maximum threads of one chunk on the CPU; 0: all that the engines share.</summary>
    [Within(0, 64)]
    public int Threads { get; set; }

    /// <summary>Noise scale; null: the model's own. 0, with <see cref="NoiseWidth"/> 0, makes synthesis deterministic.</summary>
    [Within(0.0, 2.0)]
    public float? NoiseScale { get; set; }

    /// <summary>Noise of the durations (<c>noise_w</c>); null: the model's own.</summary>
    [Within(0.0, 2.0)]
    public float? NoiseWidth { get; set; }

    /// <summary>Length scale at speed 1; null: the model's own. Larger is slower.</summary>
    [Within(0.1, 4.0)]
    public float? LengthScale { get; set; }

    /// <summary>
    /// Decoder frames (usually 256 samples) of a sentence's first chunk; later chunks double. Default 12: with it, a
    /// long clause's first chunk is ready after 34 % of the one-shot time
    /// (tests/LocalVoice.Benchmarks/results/piper.md).
    /// </summary>
    [Within(4, 128)]
    public int FirstChunkFrames { get; set; } = 12;

    /// <summary>
    /// Frames at which chunks stop growing. A chunk holds its threads while other callers' first ones wait, and its
    /// buffers stay. Default 64: with the voice joe it holds one thread for 133 ms (128: 227 ms, the same run),
    /// 20 sentences of 1–24 words leave 201 MB resident (192: 224 MB), and cost 6 % more processor time than with 192.
    /// </summary>
    [Within(8, 4096)]
    public int MaxChunkFrames { get; set; } = 64;

    /// <summary>
    /// Sentences of fewer frames are decoded in one run. Default 40: clauses of 2–8 words have 69–188 frames with the voice
    /// joe, and their first audio takes a quarter less processor time than with 128 (192 and 258 ms on a busy machine).
    /// </summary>
    [Within(0, 4096)]
    public int OneShotFrames { get; set; } = 40;
}

/// <summary>Checks the synthesizer's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class PiperOptionsValidator : IValidateOptions<PiperOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Engines:Tts";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(PiperOptions options)
    {
        if (new PiperOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
