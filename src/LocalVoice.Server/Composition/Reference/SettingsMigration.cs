using System.Text;
using System.Text.Json;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>
/// Brings a settings file of an earlier version to today's: settings that are gone are taken out, all else stays as it is written,
/// comments and layout too. A file of today comes out as it went in.
/// </summary>
/// <param name="Text">The file as it should be.</param>
/// <param name="Changes">What was changed, a sentence each; none: nothing.</param>
/// <param name="Unknown">Keys that no version had, a sentence each: they are left where they are.</param>
public sealed record SettingsMigration(string Text, IReadOnlyList<string> Changes, IReadOnlyList<string> Unknown)
{
    /// <summary>Settings of earlier versions, by their keys, and why they are gone.</summary>
    private static readonly Dictionary<string, string> Gone = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LocalVoice:Pipeline:Turns:PreRoll"] = "nothing has read it; an utterance begins 300 ms before its first voiced sample.",
        ["LocalVoice:Pipeline:Endpointing:HardCap"] = "each session's turn detection sets it (turn_detection, 'eagerness').",
    };

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true };

    /// <param name="text">JSON, comments and trailing commas allowed.</param>
    /// <exception cref="InvalidDataException">It is no JSON object, or has a key twice.</exception>
    public static SettingsMigration Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            var found = Find(json);
            var migrated = Without(json, found);
            return new(
                Encoding.UTF8.GetString(migrated),
                [.. found.Select(setting => $"{setting.Key} is taken out: {Gone[setting.Key]}")],
                [.. SettingsFile.UnknownKeys(migrated)]
            );
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            throw new InvalidDataException("The settings file is none", broken);
        }
    }

    /// <summary>The settings that are gone, in their order.</summary>
    private static List<FoundSetting> Find(byte[] json)
    {
        var found = new List<FoundSetting>();
        var path = new Stack<string>();
        var reader = new Utf8JsonReader(json, Lenient);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var (name, begin) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    var key = string.Join(':', path.Reverse().Append(name));
                    if (Gone.ContainsKey(key))
                    {
                        SkipValue(ref reader);
                        found.Add(new(key, begin, (int)reader.BytesConsumed));
                        break;
                    }

                    SkipComments(ref reader);
                    if (reader.TokenType is JsonTokenType.StartObject)
                    {
                        path.Push(name);
                    }
                    else
                    {
                        reader.Skip();
                    }

                    break;
                case JsonTokenType.EndObject:
                    _ = path.TryPop(out _);
                    break;
            }
        }

        return found;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        SkipComments(ref reader);
        reader.Skip();
    }

    private static void SkipComments(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.Comment) { }
    }

    private static byte[] Without(byte[] json, List<FoundSetting> found)
    {
        var kept = json.ToList();
        foreach (var setting in Enumerable.Reverse(found))
        {
            // The comma first, which stands behind. One that stands before the last setting may stay: the reader allows it.
            if (CommaAfter(json, setting.End) is { } comma)
            {
                kept.RemoveAt(comma);
            }

            kept.RemoveRange(setting.Begin, setting.End - setting.Begin);
            RemoveBlankLine(kept, setting.Begin);
        }

        return [.. kept];
    }

    /// <summary>Beyond white space and comments.</summary>
    private static int? CommaAfter(byte[] json, int position)
    {
        while (position < json.Length)
        {
            if (json[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                position++;
            }
            else if (json.AsSpan(position).StartsWith("//"u8))
            {
                position = After(json, position, "\n"u8);
            }
            else if (json.AsSpan(position).StartsWith("/*"u8))
            {
                position = After(json, position, "*/"u8);
            }
            else
            {
                return json[position] == (byte)',' ? position : null;
            }
        }

        return null;
    }

    private static int After(byte[] json, int position, ReadOnlySpan<byte> end) =>
        json.AsSpan(position).IndexOf(end) is >= 0 and var length ? position + length + end.Length : json.Length;

    /// <summary>The line of what was taken out, where nothing else stands in it.</summary>
    private static void RemoveBlankLine(List<byte> text, int position)
    {
        var begin = position > 0 ? text.LastIndexOf((byte)'\n', position - 1) + 1 : 0;
        var end = position < text.Count ? text.IndexOf((byte)'\n', position) : -1;
        if (end >= 0 && text.GetRange(begin, end - begin).TrueForAll(character => character is (byte)' ' or (byte)'\t' or (byte)'\r'))
        {
            text.RemoveRange(begin, end + 1 - begin);
        }
    }

    /// <param name="Begin">Of its name, in bytes.</param>
    /// <param name="End">Of its value.</param>
    private readonly record struct FoundSetting(string Key, int Begin, int End);
}
