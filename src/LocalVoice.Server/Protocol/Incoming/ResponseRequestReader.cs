using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads the overrides of one response. Tools and prompts are accepted but not used.</summary>
internal static class ResponseRequestReader
{
    public static ResponseRequest Read(EventField response, ConversationOptions limits)
    {
        RefuseOutOfBand(response["conversation"], response["input"]);
        var voice = response["audio"]["output"]["voice"];
        var name = voice.IsAbsent || voice.IsString ? voice.TextOrNull(FieldLimits.Voice) : voice["id"].Text(FieldLimits.Voice);
        var instructions = response["instructions"];
        return new ResponseRequest
        {
            Instructions = instructions.IsAbsent ? null : instructions.Text(TextLimit.OfInstructions(limits)),
            Voice = name == SettingsReader.DefaultVoice ? null : name,
            MaxOutputTokens = TokenLimit.Read(response["max_output_tokens"]),
            Speak = OutputModalities.Speak(response["output_modalities"]),
            Metadata = ReadMetadata(response["metadata"]),
        };
    }

    private static void RefuseOutOfBand(EventField conversation, EventField input)
    {
        if (conversation.TextOrNull() is not (null or "auto"))
        {
            throw conversation.NotOneOf("auto");
        }

        if (!input.IsAbsent)
        {
            throw new ProtocolException(
                "unsupported_parameter",
                "A response always answers the conversation: add items to it instead.",
                input.Path
            );
        }
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
