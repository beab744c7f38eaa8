using System.Text.Json.Serialization;

namespace LocalVoice.Models;

/// <summary>Models that serve all stages together, as described in <c>models/manifest.json</c>.</summary>
public sealed record ModelSet
{
    /// <summary>Its key in the manifest.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>Model ids; those that they require come with them.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What it was chosen for; null for a set that is recommended to no machine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SetMachine? Machine { get; init; }

    /// <summary>Settings under <c>LocalVoice:Engines</c> that belong to it, by key; the operator's settings override them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Why these models, in a sentence or two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}

/// <summary>The machine that a set was chosen for.</summary>
/// <param name="Cores">The least.</param>
/// <param name="Device"><c>cpu</c> or <c>gpu</c>.</param>
public sealed record SetMachine(int Cores, string Device)
{
    internal const string Cpu = "cpu";
    internal const string Gpu = "gpu";

    [JsonIgnore]
    public bool NeedsGpu => Device == Gpu;
}
