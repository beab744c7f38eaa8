using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>A function that the language model may call, and that somebody else runs.</summary>
/// <param name="Description">When and how to call it; null for none.</param>
/// <param name="Parameters">JSON schema of its arguments: an object's.</param>
public sealed record FunctionTool(string Name, string? Description, JsonElement Parameters)
{
    public AIFunctionDeclaration Declare() => AIFunctionFactory.CreateDeclaration(Name, Description ?? "", Parameters);
}
