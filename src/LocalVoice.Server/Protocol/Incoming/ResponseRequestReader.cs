using System.Collections.Frozen;
using LocalVoice.Audio;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads the overrides of one response. Prompts and reasoning are accepted but not used.</summary>
internal static class ResponseRequestReader
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "audio",
        "conversation",
        "input",
        "instructions",
        "max_output_tokens",
        "metadata",
        "output_modalities",
        "parallel_tool_calls",
        "prompt",
        "reasoning",
        "tool_choice",
        "tools"
    );

    public static ResponseRequest Read(EventField response, EventContext context)
    {
        foreach (var (unknown, field) in response.Properties().Where(property => !Known.Contains(property.Name)))
        {
            context.Unknown.Add(GaNames.Unknown(field, unknown, response));
        }

        var output = response["audio"]["output"];
        var (voice, format, input) = (output["voice"], output["format"], response["input"]);
        var name = voice.IsAbsent || voice.IsString ? voice.TextOrNull(FieldLimits.Voice) : voice["id"].Text(FieldLimits.Voice);
        var instructions = response["instructions"];
        var tools = ToolsReader.ReadOverride(response, context.Settings.Tools, context.ToolServers);
        var outOfBand = ReadOutOfBand(response["conversation"]);
        if (outOfBand && !response["tools"].IsAbsent && tools is { Servers.Count: > 0 })
        {
            throw new ProtocolException(
                "unsupported_parameter",
                "A response outside the conversation calls no tools of other servers: leave those of type 'mcp' out.",
                response["tools"].Path
            );
        }

        return new ResponseRequest
        {
            Instructions = instructions.IsAbsent ? null : instructions.Text(TextLimit.OfInstructions(context.Limits)),
            Voice = name == SettingsReader.DefaultVoice ? null : name,
            MaxOutputTokens = TokenLimit.Read(response["max_output_tokens"]),
            Speak = OutputModalities.Speak(response["output_modalities"]),
            OutputFormat = format.IsAbsent ? null : ReadFormat(format, context.Framing),
            Tools = tools,
            OutOfBand = outOfBand,
            Input = input.IsAbsent ? null : ReadInput(input, context.Limits),
            Metadata = ReadMetadata(response["metadata"]),
        };
    }

    /// <summary>A call's track has the format of its codec.</summary>
    private static AudioFormat? ReadFormat(EventField format, Framing framing)
    {
        var wanted = AudioFormats.Read(format, framing);
        return framing == Framing.Call ? null : wanted;
    }

    private static bool ReadOutOfBand(EventField conversation) =>
        conversation.TextOrNull() switch
        {
            null or "auto" => false,
            "none" => true,
            _ => throw conversation.NotOneOf("auto", "none"),
        };

    private static ConversationItem[] ReadInput(EventField input, ConversationOptions limits)
    {
        ConversationItem[] items =
        [
            .. input.Items().Take(FieldLimits.ResponseInput + 1).Select(item => ItemReader.ReadInput(item, limits)),
        ];
        return items.Length <= FieldLimits.ResponseInput
            ? items
            : throw input.Invalid($"Expected at most {FieldLimits.ResponseInput} items.");
    }

    private static Dictionary<string, string>? ReadMetadata(EventField metadata)
    {
        if (metadata.IsAbsent)
        {
            return null;
        }

        var pairs = metadata.Properties().Take(FieldLimits.MetadataPairs + 1).ToArray();
        return pairs.Length > FieldLimits.MetadataPairs ? throw metadata.Invalid($"Expected at most {FieldLimits.MetadataPairs} pairs.")
            : Array.Find(pairs, pair => pair.Name.Length > FieldLimits.MetadataKey) is { Name: { } name }
                ? throw metadata.TooLong($"Expected keys with maximum length {FieldLimits.MetadataKey}, but got {name.Length} instead.")
            : pairs.ToDictionary(pair => pair.Name, pair => pair.Field.Text(FieldLimits.MetadataValue));
    }
}
