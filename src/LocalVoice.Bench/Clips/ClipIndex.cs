using System.Text.Json;
using LocalVoice.Client;

namespace LocalVoice.Bench.Clips;

/// <summary>A line of an index.</summary>
internal sealed record ClipEntry(string File, string Language, string? Text);

/// <summary>Reads an index: a JSON object per line with <c>file</c>, <c>lang</c> and <c>text</c>; other fields are not read.</summary>
internal static class ClipIndex
{
    /// <param name="language">Of lines without <c>lang</c>.</param>
    /// <exception cref="ClientException">A line is no such object; the message names file and line.</exception>
    public static IReadOnlyList<ClipEntry> Read(string path, string language)
    {
        var entries = new List<ClipEntry>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                entries.Add(Parse(line, language, $"{path}, line {number}"));
            }
        }

        return entries;
    }

    private static ClipEntry Parse(string line, string language, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var clip = document.RootElement;
            if (clip.ValueKind != JsonValueKind.Object)
            {
                throw Bad(place, "it is no JSON object");
            }

            var file = Text(clip, "file", place);
            return file is null ? throw Bad(place, "it has no 'file'")
                : Path.GetFileName(file) != file ? throw Bad(place, $"'{file}' is no name of a file in this folder")
                : new ClipEntry(file, Text(clip, "lang", place) ?? language, Text(clip, "text", place));
        }
        catch (JsonException failure)
        {
            throw Bad(place, $"it is no JSON: {failure.Message}");
        }
    }

    private static string? Text(JsonElement clip, string property, string place) =>
        !clip.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw Bad(place, $"'{property}' is no text");

    private static ClientException Bad(string place, string why) =>
        new(
            $"{place} cannot be used: {why}.",
            "Each line is like {\"file\":\"a.wav\",\"lang\":\"en\",\"text\":\"…\"}.",
            ClientFault.BadInput
        );
}
