namespace LocalVoice.Models;

/// <summary>A model file of a stage, as described in <c>models/manifest.json</c>.</summary>
public sealed record ModelEntry
{
    /// <summary>Unique; lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The stage: <c>vad</c>, <c>stt</c>, <c>llm</c> or <c>tts</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The engine that loads it: <c>silero</c>, <c>whisper</c>, <c>llama</c>, <c>piper</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Supported languages, as BCP 47 primary tags.</summary>
    public required IReadOnlyList<string> Language { get; init; }

    /// <summary>An SPDX identifier, or a description when the publisher gives none.</summary>
    public required string Licence { get; init; }

    /// <summary>The name that a set gives this voice; null for anything but a voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Path below the models folder, with forward slashes.</summary>
    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required ModelHash Hash { get; init; }

    /// <summary>
    /// Bytes of cache per token of context, of a language model: layers × heads of keys × their width × 2 (keys, values) × 2
    /// (half floats). For estimates; null where unknown.
    /// </summary>
    public int? CacheBytesPerToken { get; init; }

    /// <summary>Models that this one requires: downloaded and checked with it.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Engine settings for this model, by key; the operator's settings override them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Download address; null for a file shipped with the project.</summary>
    public Uri? Url { get; init; }

    /// <summary>The command that repairs it, if other than <c>models pull</c>.</summary>
    public string? Repair { get; init; }

    /// <summary>Why it is in the manifest, in a sentence or two; may be null.</summary>
    public string? Why { get; init; }

    /// <summary>The command to suggest when the file is missing or invalid.</summary>
    public string RepairCommand => Repair ?? $"scripts/localvoice models pull {Id}";
}
