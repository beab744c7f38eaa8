namespace LocalVoice.Engines.Whisper;

/// <summary>Settings of the Whisper recogniser, with their ranges.</summary>
public sealed class WhisperOptions
{
    /// <summary>A model in whisper.cpp's ggml format.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>Most threads of a final decode, 0…64; 0 takes all that are free. An interim always takes one.</summary>
    public int Threads { get; set; }

    /// <summary>Decode on a GPU. Start-up fails where the native library or the machine has none.</summary>
    public bool UseGpu { get; set; }

    /// <summary>Which GPU, 0…15.</summary>
    public int GpuDevice { get; set; }

    /// <summary>
    /// Smallest audio context, 64…1500 positions of 20 ms. Encoding costs in proportion to it; below 512 only for models
    /// that were trained with short contexts.
    /// </summary>
    public int MinAudioContext { get; set; } = 512;

    /// <summary>How many decodes run at once, 1…64. Each holds a working state of 10 to 400 MB, by the model's size.</summary>
    public int MaxConcurrentDecodes { get; set; } = 4;

    /// <summary>How much new audio an interim needs, 100 ms…5 s.</summary>
    public TimeSpan MinInterimPeriod { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Audio kept of one utterance, 30 s…5 min; what is said beyond it is not heard.</summary>
    public TimeSpan MaxUtterance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>An utterance whose loudest 20 ms stay below this is silence, −120…−20 dBFS.</summary>
    public double SilenceDbfs { get; set; } = -60;

    /// <summary>What tells a transcript from a hallucination.</summary>
    public WhisperGuardOptions Guards { get; set; } = new();

    /// <summary>What is wrong with these settings: the key, its value and its range. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate() => WhisperOptionsValidation.Problems(this);
}
