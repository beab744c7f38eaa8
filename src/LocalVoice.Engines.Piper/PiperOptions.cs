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

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Single sentences are often no faster on CUDA: measure.</summary>
    [Matches("cpu|cuda(:[0-9]{1,2})?", "cpu, cuda or cuda:N")]
    public string Device { get; set; } = "cpu";

    /// <summary>Threads of one synthesis on the CPU.</summary>
    [Within(1, 64)]
    public int Threads { get; set; } = 1;

    /// <summary>Variation of the sound; null: the model's own. 0 with <see cref="NoiseWidth"/> 0 makes speech repeatable.</summary>
    [Within(0.0, 2.0)]
    public float? NoiseScale { get; set; }

    /// <summary>Variation of the durations (<c>noise_w</c>); null: the model's own.</summary>
    [Within(0.0, 2.0)]
    public float? NoiseWidth { get; set; }

    /// <summary>Length of speech at speed 1; null: the model's own. Larger is slower.</summary>
    [Within(0.1, 4.0)]
    public float? LengthScale { get; set; }

    /// <summary>Decoder frames (256 samples) of the first chunk of a sentence; later chunks double.</summary>
    [Within(4, 128)]
    public int FirstChunkFrames { get; set; } = 12;

    /// <summary>Frames at which chunks stop growing.</summary>
    [Within(8, 4096)]
    public int MaxChunkFrames { get; set; } = 192;

    /// <summary>Sentences of fewer frames are decoded in one go: there the context of each chunk costs more than it saves.</summary>
    [Within(0, 4096)]
    public int OneShotFrames { get; set; } = 128;
}

/// <summary>Checks the synthesizer's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class PiperOptionsValidator : IValidateOptions<PiperOptions>
{
    /// <summary>Where an operator writes them.</summary>
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
