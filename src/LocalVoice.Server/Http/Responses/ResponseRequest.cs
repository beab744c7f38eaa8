using System.Text.Json.Nodes;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Responses;

/// <summary>A request for a response.</summary>
/// <param name="Echoed">What the response repeats of it, as it came.</param>
internal sealed record ResponseRequest(TextRequest Text, bool IsStream, JsonObject Echoed)
{
    private const string Auto = "auto";
    private const string Disabled = "disabled";

    private static readonly ToolFields Tools = new(nested: false);

    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    /// <exception cref="ApiException">It asks for what this server cannot do.</exception>
    public static ResponseRequest Read(EventField body, ProfileCatalog profiles)
    {
        RefuseUnsupported(body);
        var model = body["model"].TextOrNull(FieldLimits.Voice);
        var profile = profiles.Find(model);
        var messages = InputItems.Read(body["input"]);
        var instructions = body["instructions"].TextOrNull();
        if (
            (
                instructions
                ?? (messages.Exists(message => message.Role == ChatRole.System) ? null : profile.InstructionsFor(profile.Language))
            ) is
            { Length: > 0 } system
        )
        {
            messages.Insert(0, new(ChatRole.System, system));
        }

        var options = SamplingFields.Read(body, body["max_output_tokens"]);
        var text = new TextRequest(model, profile, messages, options, Tools.Read(body));
        return new(text, body["stream"].Flag(absent: false), Echo(body));
    }

    private static void RefuseUnsupported(EventField body)
    {
        const string NotStored = "This server stores no responses: send the whole conversation in 'input'.";
        if (body["previous_response_id"].TextOrNull() is { } previous)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "previous_response_not_found",
                $"Previous response with id '{previous}' not found. {NotStored}",
                "previous_response_id"
            );
        }

        SamplingFields.Refuse(body["conversation"], NotStored);
        SamplingFields.Refuse(body["prompt"], "Send the prompt's text in 'instructions' and 'input'.");
        SamplingFields.Refuse(body["background"], "Responses are generated while the client waits.", "false");
        SamplingFields.Refuse(body["top_logprobs"], "The language models of this server tell no probabilities.", "0");
        SamplingFields.Refuse(
            body["text"]["format"]["type"],
            "Text is generated; a schema is kept to in the arguments of 'tools' only.",
            "text"
        );
    }

    private static JsonObject Echo(EventField body)
    {
        var metadata = body["metadata"];
        foreach (var (_, value) in metadata.Properties())
        {
            _ = value.Text(FieldLimits.MetadataValue);
        }

        var reasoning = body["reasoning"];
        reasoning.Properties();
        var truncation = body["truncation"].TextOrNull() ?? Disabled;
        if (truncation is not (Auto or Disabled))
        {
            throw body["truncation"].NotOneOf(Auto, Disabled);
        }

        return new()
        {
            ["instructions"] = Node(body["instructions"]),
            ["max_output_tokens"] = Node(body["max_output_tokens"]),
            ["metadata"] = Node(metadata) ?? new JsonObject(),
            ["parallel_tool_calls"] = Node(body["parallel_tool_calls"]) ?? true,
            ["reasoning"] = Node(reasoning) ?? new JsonObject { ["effort"] = null, ["summary"] = null },
            ["temperature"] = Node(body["temperature"]) ?? 1,
            ["tool_choice"] = Node(body["tool_choice"]) ?? "auto",
            ["tools"] = Node(body["tools"]) ?? new JsonArray(),
            ["top_p"] = Node(body["top_p"]) ?? 1,
            ["truncation"] = truncation,
        };
    }

    private static JsonNode? Node(EventField field) => field.IsAbsent ? null : JsonNode.Parse(field.Element.GetRawText());
}
