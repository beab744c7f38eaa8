using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>
/// Refuses text of a client event, names included, that others cannot take: U+0000 ends the text for native code, and
/// half of a surrogate pair has no UTF-8. Both need an escape: JSON text without one is not read.
/// </summary>
internal static class EventText
{
    // As deep as an event may be.
    private const int MaxDepth = 64;

    /// <exception cref="ProtocolException">Names the field, as the client writes its name.</exception>
    /// <exception cref="JsonException">Not JSON, or nested too deep.</exception>
    public static void Require(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var text = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            Require(json, text);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private static void Require(ReadOnlySpan<byte> json, Span<byte> text)
    {
        Span<Step> path = stackalloc Step[MaxDepth + 1];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                continue;
            }

            ref var step = ref path[reader.CurrentDepth];
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                step = step with { Start = (int)reader.TokenStartIndex + 1, Length = reader.ValueSpan.Length };
            }
            else
            {
                step = step with { Index = step.Index + 1 };
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path[reader.CurrentDepth + 1] = new Step(IsArray: reader.TokenType is JsonTokenType.StartArray, Index: -1, 0, 0);
            }
            else if (
                reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String
                && reader.ValueIsEscaped
                && Fault(ref reader, text) is { } fault
            )
            {
                var field = Describe(json, path[1..(reader.CurrentDepth + 1)]);
                throw new ProtocolException("invalid_value", $"Invalid value for '{field}'. {fault}", field);
            }
        }
    }

    private static string? Fault(ref Utf8JsonReader reader, Span<byte> text)
    {
        try
        {
            return text[..reader.CopyString(text)].Contains((byte)0) ? "The character U+0000 is not taken." : null;
        }
        catch (InvalidOperationException)
        {
            return "It is not valid Unicode.";
        }
    }

    private static string Describe(ReadOnlySpan<byte> json, ReadOnlySpan<Step> path)
    {
        var field = new StringBuilder();
        foreach (var (isArray, index, start, length) in path)
        {
            if (isArray)
            {
                field.Append('[').Append(index).Append(']');
            }
            else
            {
                field.Append(field.Length == 0 ? "" : ".").Append(Encoding.UTF8.GetString(json.Slice(start, length)));
            }
        }

        return field.ToString();
    }

    /// <summary>Where the reader stands in an array or an object.</summary>
    /// <param name="Start">Of the property's name in the JSON text.</param>
    private readonly record struct Step(bool IsArray, int Index, int Start, int Length);
}
