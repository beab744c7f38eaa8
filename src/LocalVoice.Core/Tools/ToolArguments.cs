using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LocalVoice.Chat;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tools;

/// <summary>Checks a call's arguments against its function's JSON schema.</summary>
public static class ToolArguments
{
    /// <summary>New for each check: options remember the schemas that they have seen, which are several clients'.</summary>
    private static EvaluationOptions Listed => new() { OutputFormat = OutputFormat.List };

    /// <returns>What is wrong with the call, for the model to mend; null for nothing.</returns>
    internal static string? Refusal(FunctionCallContent call, ToolSet tools)
    {
        if (call.Exception is { } broken)
        {
            return $"The call is no valid JSON: {broken.Message}";
        }

        if (tools.Find(call.Name) is not { } tool)
        {
            return $"There is no function '{call.Name}'. The functions are: {string.Join(", ", tools.Tools.Select(known => known.Name))}.";
        }

        var result = SchemaOf(tool).Evaluate(JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>()), Listed);
        return result.IsValid ? null : $"The arguments of '{call.Name}' do not fit its schema: {string.Join("; ", Faults(result))}";
    }

    /// <returns>Null for a schema that calls can be checked against, else what is wrong with it.</returns>
    public static string? SchemaFault(JsonElement schema)
    {
        try
        {
            if (schema.ValueKind is not JsonValueKind.Object)
            {
                return "it is no JSON object";
            }

            // Before it is evaluated: some schemas have no end.
            var root = JsonObject.Create(schema)!;
            if (SchemaGraph.Fault(root) is { } fault)
            {
                return fault;
            }

            JsonSchema.FromText(root.ToJsonString()).Evaluate(new JsonObject(), Listed);
            return null;
        }
        catch (Exception invalid)
        {
            return invalid.Message;
        }
    }

    private static JsonSchema SchemaOf(FunctionTool tool)
    {
        var root = JsonObject.Create(tool.Parameters.Clone())!;
        SchemaGraph.LeaveOutPatterns(root);
        return JsonSchema.FromText(root.ToJsonString());
    }

    private static IEnumerable<string> Faults(EvaluationResults result) =>
        result
            .Details.Where(detail => detail.Errors is { Count: > 0 })
            .Select(detail => $"{Place(detail)}: {string.Join(", ", detail.Errors!.Values)}");

    private static string Place(EvaluationResults detail) =>
        detail.InstanceLocation.ToString() is { Length: > 0 } place ? place : "arguments";
}
