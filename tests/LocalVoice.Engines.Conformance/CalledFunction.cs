using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Conformance;

/// <summary>A function, and a request that is answered with a call of it.</summary>
public sealed record CalledFunction(AIFunctionDeclaration Declaration, IReadOnlyList<ChatMessage> Request)
{
    /// <summary>A light that is switched on or off.</summary>
    public static AIFunctionDeclaration Light { get; } =
        AIFunctionFactory.CreateDeclaration("set_light", "Turn a light on or off.", Schema());

    /// <summary>A request's options with the function, new each time.</summary>
    public ChatOptions Options => new() { Tools = [Declaration] };

    private static JsonElement Schema() =>
        JsonElement.Parse("""{"type":"object","properties":{"room":{"type":"string"},"on":{"type":"boolean"}},"required":["room","on"]}""");
}
