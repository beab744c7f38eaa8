using System.Text.Json;

namespace LocalVoice.Tools;

/// <summary>A tool that another server runs.</summary>
/// <param name="Name">As the server calls it.</param>
/// <param name="Description">Null for none.</param>
/// <param name="Parameters">JSON schema of its arguments: an object's.</param>
public sealed record RemoteTool(string Name, string? Description, JsonElement Parameters)
{
    /// <summary>Whether the server says that it changes nothing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whatever else the server says of it; null for nothing.</summary>
    public JsonElement? Annotations { get; init; }
}
