using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Deepgram;

/// <summary>Settings of the recogniser over <c>v1/listen</c>.</summary>
public sealed class DeepgramRecognizerOptions : DeepgramOptions
{
    /// <summary>A streaming model of <c>v1/listen</c>, for example <c>nova-3</c>.</summary>
    [NotEmpty("a model such as nova-3")]
    [Matches("[a-z0-9][a-z0-9._-]*", "a model such as nova-3")]
    public string Model { get; set; } = "nova-3";

    /// <summary>
    /// Silence after which the service finishes a segment by itself, 10 ms…5 s. Default 300 ms, as its guide advises for people
    /// who pause within a thought: shorter segments lose punctuation. The turn does not wait for it.
    /// </summary>
    [Within("00:00:00.01", "00:00:05")]
    public TimeSpan Endpointing { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether the service tells where it hears speech begin. Not needed: the session's own detector does.</summary>
    public bool VadEvents { get; set; }

    /// <summary>Gap between words after which the service says so, 1…5 s; null: not. Not needed for turns.</summary>
    [Within("00:00:01", "00:00:05")]
    public TimeSpan? UtteranceEnd { get; set; }

    /// <summary>Whether numbers, dates and the like are written as figures.</summary>
    public bool SmartFormat { get; set; } = true;

    /// <summary>Whether sentences get their marks, by which turns are told to be over.</summary>
    public bool Punctuate { get; set; } = true;

    /// <summary>Whether transcripts come while the user speaks.</summary>
    public bool InterimResults { get; set; } = true;
}

/// <summary>Checks the recogniser's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class DeepgramRecognizerOptionsValidator : IValidateOptions<DeepgramRecognizerOptions>;
