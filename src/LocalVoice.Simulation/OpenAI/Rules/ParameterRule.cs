using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Rules;

/// <summary>What values a parameter of a request may have; null is always allowed.</summary>
/// <param name="Expected">The JSON type with its article, as errors name it.</param>
internal sealed record ParameterRule(string Expected, params IReadOnlyList<JsonValueKind> Kinds)
{
    public decimal Least { get; init; } = decimal.MinValue;

    public decimal Most { get; init; } = decimal.MaxValue;

    public bool IsWhole { get; init; }

    /// <summary>Empty: any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Of an object, all that it may have; empty: any.</summary>
    public Dictionary<string, ParameterRule> Fields { get; init; } = [];

    public static ParameterRule Flag { get; } = new("a boolean", JsonValueKind.True, JsonValueKind.False);

    public static ParameterRule Text { get; } = new("a string", JsonValueKind.String);

    public static ParameterRule Object { get; } = new("an object", JsonValueKind.Object);

    public static ParameterRule Array { get; } = new("an array of objects", JsonValueKind.Array);

    public static ParameterRule TextOrArray { get; } =
        new("one of a string or array of strings", JsonValueKind.String, JsonValueKind.Array);

    public static ParameterRule TextOrObject { get; } = new("one of a string or object", JsonValueKind.String, JsonValueKind.Object);

    public static ParameterRule Decimal(decimal least, decimal most) =>
        new("a decimal", JsonValueKind.Number) { Least = least, Most = most };

    public static ParameterRule Integer(long least, long most = long.MaxValue) =>
        new("an integer", JsonValueKind.Number)
        {
            Least = least,
            Most = most,
            IsWhole = true,
        };

    public static ParameterRule OneOf(params IReadOnlyList<string> values) => Text with { Values = values };

    /// <exception cref="RefusedException">The value is not allowed.</exception>
    public void Check(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (!Kinds.Contains(value.ValueKind) || (IsWhole && !value.TryGetInt64(out _)))
        {
            throw new RefusedException(new Refusal.WrongType(path, Expected, JsonKinds.Name(value)));
        }

        if (value.ValueKind == JsonValueKind.Object && Fields.Count > 0)
        {
            CheckFields(path, value);
        }
        else if (value.ValueKind == JsonValueKind.Number)
        {
            CheckRange(path, value.GetDecimal());
        }
        else if (Values.Count > 0 && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !Values.Contains(text))
        {
            throw new RefusedException(new Refusal.BadValue(path, text, Values));
        }
    }

    private void CheckFields(string path, JsonElement value)
    {
        foreach (var field in value.EnumerateObject())
        {
            if (!Fields.TryGetValue(field.Name, out var rule))
            {
                throw new RefusedException(new Refusal.UnknownFields(path, [field.Name]));
            }

            rule.Check($"{path}.{field.Name}", field.Value);
        }
    }

    private void CheckRange(string path, decimal value)
    {
        if (value < Least || value > Most)
        {
            var isAbove = value > Most;
            throw new RefusedException(new Refusal.OutOfRange(path, isAbove ? Most : Least, value, isAbove, IsWhole));
        }
    }
}
