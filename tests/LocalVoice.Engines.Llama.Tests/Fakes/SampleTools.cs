using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>The functions that the starter model was taught.</summary>
internal static class SampleTools
{
    public static AIFunctionDeclaration Light { get; } =
        Declare(
            "set_light",
            "Turn a light on or off.",
            """{"type":"object","properties":{"room":{"type":"string"},"on":{"type":"boolean"}},"required":["room","on"]}"""
        );

    public static AIFunctionDeclaration Timer { get; } =
        Declare("set_timer", "Start a timer.", """{"type":"object","properties":{"minutes":{"type":"integer"}},"required":["minutes"]}""");

    public static AIFunctionDeclaration Declare(string name, string description, string schema) =>
        AIFunctionFactory.CreateDeclaration(name, description, JsonDocument.Parse(schema).RootElement);
}
