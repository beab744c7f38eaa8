using LocalVoice.Configuration;
using LocalVoice.Engines.Whisper.Decoding;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Whisper;

/// <summary>Settings of the Whisper recogniser. Unless a source is given, defaults were chosen by trial, not measured.</summary>
public sealed class WhisperOptions
{
    /// <summary>A model in whisper.cpp's ggml format.</summary>
    [NotEmpty("a ggml model file")]
    public string ModelPath { get; set; } = "";

    /// <summary>Maximum threads of a decode, 0…64; 0 takes all that engines have.</summary>
    [Within(0, 64)]
    public int Threads { get; set; }

    /// <summary>Decode on a GPU. Start-up fails where the native library or the machine has none.</summary>
    public bool UseGpu { get; set; }

    /// <summary>
    /// A folder with custom whisper.cpp libraries, in the layout of Whisper.net's packages
    /// (<c>runtimes/cuda/linux-x64/libwhisper.so</c> …). Empty: the package's.
    /// </summary>
    public string LibraryPath { get; set; } = "";

    /// <summary>GPU index, 0…15.</summary>
    [Within(0, 15)]
    public int GpuDevice { get; set; }

    /// <summary>
    /// Smallest audio context, 64…1500 positions of 20 ms. Encoding time is proportional to it. Default 64: the context
    /// follows the audio's length.
    /// </summary>
    [Within(AudioContext.Smallest, AudioContext.Full)]
    public int MinAudioContext { get; set; } = AudioContext.Smallest;

    /// <summary>
    /// Maximum concurrent decodes that somebody waits for, 1…64. Each holds a working state of 10 to 400 MB, by the model's
    /// size, and so do up to three more that only take the time left by others.
    /// </summary>
    [Within(1, 64)]
    public int MaxConcurrentDecodes { get; set; } = 4;

    /// <summary>New audio that an interim requires, 100 ms…5 s.</summary>
    [Within("00:00:00.1", "00:00:05")]
    public TimeSpan MinInterimPeriod { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Maximum audio kept of one utterance, 30 s…10 min, at 32 kB per second; further audio is dropped. Default 10 min.</summary>
    [Within("00:00:30", "00:10:00")]
    public TimeSpan MaxUtterance { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>An utterance whose loudest 20 ms stay below this level is silence, −120…−20 dBFS.</summary>
    [Within(-120, -20)]
    public double SilenceDbfs { get; set; } = -60;

    /// <summary>
    /// Share of a speaker's pauses after a full stop or the like in this model's transcripts at which the speaker has finished,
    /// 0.05…0.95. Whisper's own models end nearly every fragment with one. Default 0.5.
    /// </summary>
    [Within(0.05, 0.95)]
    public double MarkTrust { get; set; } = 0.5;

    /// <summary>Limits that detect hallucinated transcripts.</summary>
    [ValidateObjectMembers]
    public WhisperGuardOptions Guards { get; set; } = new();
}

/// <summary>Checks the recogniser's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class WhisperOptionsValidator : IValidateOptions<WhisperOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Engines:Stt";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(WhisperOptions options)
    {
        if (new WhisperOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
