using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads the overrides of one response. Tools and prompts are accepted but not used.</summary>
internal static class ResponseRequestReader
{
    public static ResponseRequest Read(EventField response)
    {
        RefuseOutOfBand(response["conversation"], response["input"]);
        var voice = response["audio"]["output"]["voice"];
        var name = voice.IsAbsent || voice.IsString ? voice.TextOrNull() : voice["id"].Text();
        return new ResponseRequest
        {
            Instructions = response["instructions"].TextOrNull(),
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

    private static Dictionary<string, string>? ReadMetadata(EventField metadata) =>
        metadata.IsAbsent ? null : metadata.Properties().ToDictionary(entry => entry.Name, entry => entry.Field.Text());
}
