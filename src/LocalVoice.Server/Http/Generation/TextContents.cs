using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Generation;

/// <summary>Reads the content of a message: a text, or a list of parts that are text.</summary>
internal static class TextContents
{
    /// <param name="types">Of parts that are text; each has it in <c>text</c>, or in <c>refusal</c>.</param>
    /// <exception cref="ProtocolException">A field is missing or of another type.</exception>
    /// <exception cref="ApiException">A part is an image, a recording or the like.</exception>
    public static string Read(EventField content, params string[] types) =>
        content.IsString ? content.Text()
        : content.IsAbsent ? content.Text()
        : string.Join('\n', content.Items().Select(part => PartOf(part, types)));

    private static string PartOf(EventField part, string[] types)
    {
        var type = part["type"].Text();
        return types.Contains(type)
            ? part[type == "refusal" ? "refusal" : "text"].Text()
            : throw new ApiException(
                StatusCodes.Status400BadRequest,
                "unsupported_content",
                $"Unsupported content: '{part.Path}' is of type '{type}', and the language models of this server read text only "
                    + $"({string.Join(", ", types.Select(known => $"'{known}'"))}): no images, recordings or files.",
                part.Path
            );
    }
}
