using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Which requests a dialect accepts.</summary>
/// <param name="Parameters">All it knows, but for model and messages.</param>
/// <param name="Messages">Fields that its messages may have.</param>
internal sealed record ChatRules(IReadOnlyDictionary<string, ParameterRule> Parameters, IReadOnlySet<string> Messages)
{
    /// <summary>Fields that it does not know are passed over.</summary>
    public bool IgnoresUnknown { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = ["system", "assistant", "user", "function", "tool", "developer"];

    /// <exception cref="RefusedException">The request is not accepted.</exception>
    public void Check(JsonElement request)
    {
        var unknown = request
            .EnumerateObject()
            .Select(field => field.Name)
            .Where(name => name is not ("model" or "messages") && !Parameters.ContainsKey(name))
            .ToArray();
        if (unknown.Length > 0 && !IgnoresUnknown)
        {
            throw new RefusedException(new Refusal.UnknownFields("", unknown));
        }

        ChatMessageRules.Check(request, this);
        foreach (var (name, rule) in Parameters)
        {
            if (request.TryGetProperty(name, out var value))
            {
                rule.Check(name, value);
            }
        }

        CheckStreamOptions(request);
    }

    private static void CheckStreamOptions(JsonElement request)
    {
        if (!request.TryGetProperty("stream_options", out var options) || options.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (!request.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.True)
        {
            throw new RefusedException(
                new Refusal.Other("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options")
            );
        }

        foreach (var option in options.EnumerateObject())
        {
            ParameterRule.Flag.Check($"stream_options.{option.Name}", option.Value);
        }
    }
}
