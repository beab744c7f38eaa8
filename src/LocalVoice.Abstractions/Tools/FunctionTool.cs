using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Tools;

/// <summary>A tool that the language model may call, and that somebody else runs.</summary>
/// <param name="Description">When and how to call it; null for none.</param>
/// <param name="Parameters">JSON schema of its arguments: an object's.</param>
public sealed record FunctionTool(string Name, string? Description, JsonElement Parameters)
{
    /// <summary>The server that runs it; null: the client does.</summary>
    public RemoteOrigin? Origin { get; init; }

    public AIFunctionDeclaration Declare() => AIFunctionFactory.CreateDeclaration(Name, Description ?? "", Parameters);
}
