using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Tools;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>Keys that the agent asks its caller for, by a function which the server runs as the telephone's client.</summary>
/// <param name="CallId">Of the function's call.</param>
/// <param name="Most">So many keys end the input, 1…64.</param>
/// <param name="Terminator">The key that ends it, and is no part of it; null for none.</param>
/// <param name="Patience">How long each key may take, 1…60 s.</param>
internal sealed record KeyRequest(string CallId, int Most, char? Terminator, TimeSpan Patience)
{
    private const int DefaultSeconds = 10;
    private const int MostSeconds = 60;

    private static readonly FunctionTool Function = new(
        "read_keys",
        "Waits for the caller to press keys on the telephone, and returns them. Say before what the caller should enter.",
        JsonSerializer.SerializeToElement(
            new
            {
                type = "object",
                properties = new
                {
                    digits = new
                    {
                        type = "integer",
                        minimum = 1,
                        maximum = KeyPresses.Most,
                        description = "So many keys end the input. Leave it out where the terminator ends it.",
                    },
                    terminator = new
                    {
                        type = "string",
                        @enum = (string[])["#", "*", "none"],
                        description = "The key that ends the input and is no part of it. Default #.",
                    },
                    seconds = new
                    {
                        type = "integer",
                        minimum = 1,
                        maximum = MostSeconds,
                        description = $"How long to wait for each key. Default {DefaultSeconds}.",
                    },
                },
            }
        )
    );

    /// <summary>What the agent is offered.</summary>
    public static ToolSet Offered { get; } = new([Function], ToolChoice.Auto, Parallel: false);

    /// <returns>Null for a call of another function.</returns>
    public static KeyRequest? Of(CallItem call)
    {
        if (call is not FunctionCallItem || call.Name != Function.Name)
        {
            return null;
        }

        using var arguments = JsonDocument.Parse(call.Arguments);
        var seconds = Whole(arguments.RootElement, "seconds", DefaultSeconds, MostSeconds);
        return new(
            call.CallId,
            Whole(arguments.RootElement, "digits", KeyPresses.Most, KeyPresses.Most),
            TerminatorOf(arguments.RootElement),
            TimeSpan.FromSeconds(seconds)
        );
    }

    private static int Whole(JsonElement arguments, string name, int absent, int most) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number)
            ? (int)Math.Clamp(number, 1, most)
            : absent;

    private static char? TerminatorOf(JsonElement arguments) =>
        arguments.TryGetProperty("terminator", out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString() switch
            {
                "*" => '*',
                "none" => null,
                _ => '#',
            }
            : '#';
}
