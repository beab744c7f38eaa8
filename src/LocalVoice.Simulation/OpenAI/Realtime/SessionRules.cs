using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>What a <c>session.update</c> may say (OpenAPI description 2.3.0, RealtimeSessionCreateRequestGA).</summary>
internal static class SessionRules
{
    private static readonly string[] Voices = ["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar"];

    private static readonly ParameterRule IntegerOrInfinite = new(
        "one of an integer or string",
        JsonValueKind.Number,
        JsonValueKind.String
    );

    private static readonly ParameterRule Format = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["type"] = ParameterRule.OneOf("audio/pcm", "audio/pcmu", "audio/pcma"),
            ["rate"] = ParameterRule.Integer(24_000, 24_000),
        },
    };

    private static readonly ParameterRule TurnDetection = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["type"] = ParameterRule.OneOf("server_vad", "semantic_vad"),
            ["threshold"] = ParameterRule.Decimal(0, 1),
            ["prefix_padding_ms"] = ParameterRule.Integer(0),
            ["silence_duration_ms"] = ParameterRule.Integer(0),
            ["idle_timeout_ms"] = ParameterRule.Integer(5_000, 30_000),
            ["eagerness"] = ParameterRule.OneOf("low", "medium", "high", "auto"),
            ["create_response"] = ParameterRule.Flag,
            ["interrupt_response"] = ParameterRule.Flag,
        },
    };

    private static readonly ParameterRule Transcription = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["model"] = ParameterRule.Text,
            ["language"] = ParameterRule.Text,
            ["prompt"] = ParameterRule.Text,
        },
    };

    private static readonly ParameterRule Audio = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["input"] = new("an object", JsonValueKind.Object)
            {
                Fields = new()
                {
                    ["format"] = Format,
                    ["transcription"] = Transcription,
                    ["noise_reduction"] = ParameterRule.Object,
                    ["turn_detection"] = TurnDetection,
                },
            },
            ["output"] = new("an object", JsonValueKind.Object)
            {
                Fields = new()
                {
                    ["format"] = Format,
                    ["voice"] = ParameterRule.TextOrObject with { Values = Voices },
                    ["speed"] = ParameterRule.Decimal(0.25m, 1.5m),
                },
            },
        },
    };

    private static readonly ParameterRule Session = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["type"] = ParameterRule.OneOf("realtime", "transcription"),
            ["model"] = ParameterRule.Text,
            ["output_modalities"] = ParameterRule.Array,
            ["instructions"] = ParameterRule.Text,
            ["tools"] = ParameterRule.Array,
            ["tool_choice"] = ParameterRule.TextOrObject,
            ["parallel_tool_calls"] = ParameterRule.Flag,
            ["max_output_tokens"] = IntegerOrInfinite,
            ["reasoning"] = ParameterRule.Object,
            ["tracing"] = ParameterRule.TextOrObject,
            ["truncation"] = ParameterRule.TextOrObject,
            ["prompt"] = ParameterRule.Object,
            ["include"] = ParameterRule.Array,
            ["audio"] = Audio,
        },
    };

    private static readonly ParameterRule Response = new("an object", JsonValueKind.Object)
    {
        Fields = new()
        {
            ["output_modalities"] = ParameterRule.Array,
            ["instructions"] = ParameterRule.Text,
            ["tools"] = ParameterRule.Array,
            ["tool_choice"] = ParameterRule.TextOrObject,
            ["parallel_tool_calls"] = ParameterRule.Flag,
            ["max_output_tokens"] = IntegerOrInfinite,
            ["reasoning"] = ParameterRule.Object,
            ["conversation"] = ParameterRule.Text,
            ["metadata"] = ParameterRule.Object,
            ["prompt"] = ParameterRule.Object,
            ["input"] = ParameterRule.Array,
            ["audio"] = Audio,
        },
    };

    /// <exception cref="RefusedException">A field is wrong.</exception>
    public static void Check(JsonElement session)
    {
        if (!session.TryGetProperty("type", out _))
        {
            throw new RefusedException(new Refusal.Missing("session.type"));
        }

        Session.Check("session", session);
    }

    /// <exception cref="RefusedException">A field is wrong.</exception>
    public static void CheckResponse(JsonElement response) => Response.Check("response", response);
}
