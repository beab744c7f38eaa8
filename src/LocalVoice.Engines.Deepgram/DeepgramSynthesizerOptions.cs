using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Deepgram;

/// <summary>Settings of the synthesizer over <c>v1/speak</c>.</summary>
public sealed class DeepgramSynthesizerOptions : DeepgramOptions
{
    /// <summary>The default voice, and that of its language: a name of the synthesizer's voices. Its connection is opened ahead.</summary>
    [NotEmpty("a voice such as nestor")]
    public string Voice { get; set; } = "nestor";

    /// <summary>
    /// How long a connection is kept that nobody uses, 10 s…1 h. Default 2 min, chosen by trial: an account may have a few dozen
    /// at a time.
    /// </summary>
    [Within("00:00:10", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The age at which a connection is replaced, 1…60 min. Default 50 min: the service ends one after an hour
    /// (<c>NET-0003</c>).
    /// </summary>
    [Within("00:01:00", "01:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(50);

    /// <summary>Connections kept for a voice while nobody uses them, 1…64.</summary>
    [Within(1, 64)]
    public int MaxIdle { get; set; } = 4;
}

/// <summary>Checks the synthesizer's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class DeepgramSynthesizerOptionsValidator : IValidateOptions<DeepgramSynthesizerOptions>;
