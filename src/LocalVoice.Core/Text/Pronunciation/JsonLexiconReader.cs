using System.Text.Json;

namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>Reads a lexicon from one JSON object of word to respelling.</summary>
internal static class JsonLexiconReader
{
    private const byte LineFeed = (byte)'\n';

    public static IReadOnlyList<LexiconEntry> Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json["\uFEFF"u8.Length..];
        }

        var entries = new List<LexiconEntry>();
        try
        {
            ReadObject(json, entries);
        }
        catch (JsonException exception)
        {
            entries.Add(new((exception.LineNumber ?? 0) + 1, "", null, "not valid JSON: " + exception.Message));
        }

        return entries;
    }

    private static void ReadObject(ReadOnlySpan<byte> json, List<LexiconEntry> entries)
    {
        var reader = new Utf8JsonReader(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            entries.Add(new(LineOf(json, reader.TokenStartIndex), "", null, "the file should be one object of words to respellings."));
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (line, word) = (LineOf(json, reader.TokenStartIndex), reader.GetString()!);
            reader.Read();
            entries.Add(
                reader.TokenType == JsonTokenType.String
                    ? new(line, word, reader.GetString())
                    : new(line, word, null, $"the respelling of '{word}' should be a string.")
            );
            reader.Skip();
        }
    }

    private static long LineOf(ReadOnlySpan<byte> json, long index) => json[..(int)index].Count(LineFeed) + 1;
}
