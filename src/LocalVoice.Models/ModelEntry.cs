namespace LocalVoice.Models;

/// <summary>One file that a stage needs, as <c>models/manifest.json</c> describes it.</summary>
public sealed record ModelEntry
{
    /// <summary>Unique; lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The stage: <c>vad</c>, <c>stt</c>, <c>llm</c> or <c>tts</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The engine that reads it: <c>silero</c>, <c>whisper</c>, <c>llama</c>, <c>piper</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Languages it serves, as BCP 47 primary tags.</summary>
    public required IReadOnlyList<string> Language { get; init; }

    /// <summary>An SPDX identifier, or words where the publisher gives none.</summary>
    public required string Licence { get; init; }

    /// <summary>Path below the models folder, with forward slashes.</summary>
    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required ModelHash Hash { get; init; }

    /// <summary>Models without which this one is of no use: pulled and checked with it.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>What its engine should be set to, by key, unless the operator says otherwise.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where to fetch it; null for a file that comes with the project.</summary>
    public Uri? Url { get; init; }

    /// <summary>The command that mends it, where that is not <c>models pull</c>.</summary>
    public string? Repair { get; init; }

    /// <summary>The command to give to a person whose copy is missing or wrong.</summary>
    public string RepairCommand => Repair ?? $"scripts/localvoice models pull {Id}";
}
