using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Audio;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The events of one response, and what it has said so far.</summary>
internal sealed class ResponseEvents(string id, SessionSettings settings, Conversation conversation, JsonElement? request)
{
    private const int TokensPerSecond = 20;

    private readonly bool _isText = settings.HasText;
    private readonly StringBuilder _said = new();
    private ConversationItem? _item;
    private string? _previous;
    private int _bytes;

    public JsonObject Created() => About("response.created", Response("in_progress", details: null, withUsage: false));

    public IEnumerable<JsonObject> Opening()
    {
        _item = Items.Agent(conversation.NewId());
        _previous = conversation.Add(_item);
        yield return OutputItem("response.output_item.added");
        yield return Items.Added(_item, _previous);
        yield return Part("response.content_part.added");
    }

    public IEnumerable<JsonObject> Deltas(SpeechPiece piece)
    {
        if (piece.Words.Length > 0)
        {
            _said.Append(piece.Words);
            yield return Content(_isText ? "response.output_text.delta" : "response.output_audio_transcript.delta", ("delta", piece.Words));
        }

        if (piece.Audio.Length > 0)
        {
            _bytes += piece.Audio.Length;
            _item!.AudioDuration = Duration;
            yield return Content("response.output_audio.delta", ("delta", Convert.ToBase64String(piece.Audio)));
        }
    }

    public IEnumerable<JsonObject> Closing(string status)
    {
        if (_item is null)
        {
            yield break;
        }

        var text = _said.ToString();
        _item.Text = text;
        _item.Become(
            status == "completed" ? "completed" : "incomplete",
            _isText
                ? new() { ["type"] = "output_text", ["text"] = text }
                : new JsonObject { ["type"] = "output_audio", ["transcript"] = text }
        );
        if (_isText)
        {
            yield return Content("response.output_text.done", ("text", text));
        }
        else
        {
            yield return Content("response.output_audio.done");
            yield return Content("response.output_audio_transcript.done", ("transcript", text));
        }

        yield return Part("response.content_part.done");
        yield return Items.Done(_item, _previous);
        yield return OutputItem("response.output_item.done");
    }

    public JsonObject Completed() => About("response.done", Response("completed", details: null, withUsage: true));

    public JsonObject Cancelled(string reason) =>
        About("response.done", Response("cancelled", new() { ["type"] = "cancelled", ["reason"] = reason }, withUsage: true));

    public JsonObject Failed(JsonObject error) =>
        About("response.done", Response("failed", new() { ["type"] = "failed", ["error"] = error.DeepClone() }, withUsage: true));

    /// <summary>
    /// As users of the service saw it amid a response (2025-04-24, github.com/openai/openai-realtime-api-beta/issues/111).
    /// </summary>
    public JsonObject ServerError() =>
        RealtimeErrors.Event(
            "The server had an error while processing your request. Sorry about that! Please contact us through our help center at "
                + $"help.openai.com if the error persists. (include session ID in your message: {settings.Session["id"]}). "
                + "We recommend you retry your request.",
            code: null,
            type: "server_error"
        );

    public static JsonObject RateLimits() =>
        new()
        {
            ["type"] = "rate_limits.updated",
            ["rate_limits"] = new JsonArray(Limit("requests", 1_000, 999), Limit("tokens", 50_000, 49_950)),
        };

    private TimeSpan Duration => InputAudio.Duration(_bytes / VoicedSignal.BytesPerSample);

    private static JsonObject Limit(string name, int limit, int remaining) =>
        new()
        {
            ["name"] = name,
            ["limit"] = limit,
            ["remaining"] = remaining,
            ["reset_seconds"] = 60,
        };

    private static JsonObject About(string type, JsonObject response) => new() { ["type"] = type, ["response"] = response };

    private JsonObject OutputItem(string type) =>
        new()
        {
            ["type"] = type,
            ["response_id"] = id,
            ["output_index"] = 0,
            ["item"] = _item!.Wire,
        };

    private JsonObject Part(string type)
    {
        var content = Content(type);
        content["part"] = new JsonObject { ["type"] = _isText ? "text" : "audio", [_isText ? "text" : "transcript"] = _said.ToString() };
        return content;
    }

    private JsonObject Content(string type, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var content = new JsonObject
        {
            ["type"] = type,
            ["response_id"] = id,
            ["item_id"] = _item!.Id,
            ["output_index"] = 0,
            ["content_index"] = 0,
        };
        foreach (var (name, value) in more)
        {
            content[name] = value;
        }

        return content;
    }

    private JsonObject Response(string status, JsonObject? details, bool withUsage)
    {
        var output = settings.Output;
        return new()
        {
            ["object"] = "realtime.response",
            ["id"] = id,
            ["status"] = status,
            ["status_details"] = details,
            ["output"] = _item is null ? [] : new JsonArray(_item.Wire),
            ["conversation_id"] = settings.ConversationId,
            ["output_modalities"] = new JsonArray(_isText ? "text" : "audio"),
            ["max_output_tokens"] = "inf",
            ["audio"] = new JsonObject
            {
                ["output"] = new JsonObject { ["format"] = output["format"]!.DeepClone(), ["voice"] = output["voice"]!.DeepClone() },
            },
            ["usage"] = withUsage ? Usage() : null,
            ["metadata"] = Metadata(),
        };
    }

    private JsonObject? Metadata() =>
        request?.TryGetProperty("metadata", out var metadata) == true && metadata.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(metadata)
            : null;

    private JsonObject Usage()
    {
        static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var input = Words(settings.Instructions);
        var heard = Words(conversation.LastUserText) * 4;
        var said = Words(_said.ToString());
        var spoken = (int)(Duration.TotalSeconds * TokensPerSecond);
        return new()
        {
            ["total_tokens"] = input + heard + said + spoken,
            ["input_tokens"] = input + heard,
            ["output_tokens"] = said + spoken,
            ["input_token_details"] = new JsonObject
            {
                ["text_tokens"] = input,
                ["audio_tokens"] = heard,
                ["image_tokens"] = 0,
                ["cached_tokens"] = 0,
                ["cached_tokens_details"] = new JsonObject
                {
                    ["text_tokens"] = 0,
                    ["audio_tokens"] = 0,
                    ["image_tokens"] = 0,
                },
            },
            ["output_token_details"] = new JsonObject { ["text_tokens"] = said, ["audio_tokens"] = spoken },
        };
    }
}
