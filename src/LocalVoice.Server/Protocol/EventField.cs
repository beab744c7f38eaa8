using System.Text.Json;
using LocalVoice.Core.Conversation;

namespace LocalVoice.Server.Protocol;

/// <summary>A field of a client event with its path, so that errors can name it. Absent and null are equivalent here.</summary>
/// <exception cref="ProtocolException">Thrown by every reading member: the field is missing or of another type.</exception>
internal readonly struct EventField(JsonElement element, string path)
{
    public string Path => path;

    public JsonElement Element => element;

    public bool IsAbsent => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsString => element.ValueKind == JsonValueKind.String;

    public EventField this[string name]
    {
        get
        {
            var child = path.Length == 0 ? name : $"{path}.{name}";
            return IsAbsent ? new EventField(default, child)
                : element.ValueKind != JsonValueKind.Object ? throw WrongType("an object")
                : new EventField(element.TryGetProperty(name, out var value) ? value : default, child);
        }
    }

    public string Text()
    {
        Require(JsonValueKind.String, "a string");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ProtocolException("invalid_value", $"Invalid value for '{path}': it is not valid Unicode.", path);
        }
    }

    public string? TextOrNull() => IsAbsent ? null : Text();

    /// <param name="most">Characters; a longer text is refused.</param>
    public string Text(int most)
    {
        var text = Text();
        return text.Length <= most
            ? text
            : throw TooLong($"Expected a string with maximum length {most}, but got one with length {text.Length} instead.");
    }

    public string? TextOrNull(int most) => IsAbsent ? null : Text(most);

    public string Text(TextLimit limit) => Require(Text(), limit);

    /// <summary>A text that was read from this field or from several under it.</summary>
    public string Require(string text, TextLimit limit) =>
        limit.Refusal(path, text) is { } refusal ? throw new ProtocolException(TextLimit.ErrorCode, refusal, path) : text;

    public bool Flag(bool absent) =>
        IsAbsent
            ? absent
            : element.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw WrongType("a boolean"),
            };

    public int Integer(int least, int most)
    {
        Require(JsonValueKind.Number, "an integer");
        return (int)InRange(element.TryGetInt64(out var value) ? value : throw WrongType("an integer"), least, most);
    }

    public int Integer(int least, int most, int absent) => IsAbsent ? absent : Integer(least, most);

    public long Integer64(long least)
    {
        Require(JsonValueKind.Number, "an integer");
        var value = element.TryGetInt64(out var parsed) ? parsed : throw WrongType("an integer");
        return value >= least ? value : throw Invalid($"Expected a value of at least {least}, but got {value} instead.");
    }

    public double Number(double least, double most, double absent)
    {
        if (IsAbsent)
        {
            return absent;
        }

        Require(JsonValueKind.Number, "a number");
        return InRange(element.TryGetDouble(out var value) ? value : double.NaN, least, most);
    }

    /// <summary>The elements, each with its own path (<c>item.content[0]</c>); none when absent.</summary>
    public IEnumerable<EventField> Items()
    {
        if (IsAbsent)
        {
            return [];
        }

        Require(JsonValueKind.Array, "an array");
        var parent = path;
        return element.EnumerateArray().Select((item, index) => new EventField(item, $"{parent}[{index}]"));
    }

    /// <summary>The properties, each with its own path; none when absent.</summary>
    public IEnumerable<(string Name, EventField Field)> Properties()
    {
        if (IsAbsent)
        {
            return [];
        }

        Require(JsonValueKind.Object, "an object");
        var parent = path;
        return element
            .EnumerateObject()
            .Select(property =>
                (property.Name, new EventField(property.Value, parent.Length == 0 ? property.Name : $"{parent}.{property.Name}"))
            );
    }

    public ProtocolException Invalid(string why) => new("invalid_value", $"Invalid value for '{path}'. {why}", path);

    public ProtocolException TooLong(string why) => new(TextLimit.ErrorCode, $"Invalid '{path}': too long. {why}", path);

    public ProtocolException NotOneOf(params IEnumerable<string> supported) =>
        Invalid($"Supported values are: {string.Join(", ", supported.Select(value => $"'{value}'"))}.");

    public ProtocolException WrongType(string expected) =>
        new("invalid_type", $"Invalid type for '{path}': expected {expected}, but got {Kind(element.ValueKind)} instead.", path);

    private void Require(JsonValueKind kind, string expected)
    {
        if (IsAbsent)
        {
            throw new ProtocolException("missing_required_parameter", $"Missing required parameter: '{path}'.", path);
        }

        if (element.ValueKind != kind)
        {
            throw WrongType(expected);
        }
    }

    private T InRange<T>(T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw Invalid(FormattableString.Invariant($"Expected a value from {least} to {most}, but got {value} instead."));

    private static string Kind(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "a boolean",
            _ => "null",
        };
}
