using System.Globalization;

namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>OpenAI's words for status 400: message, <c>param</c> and <c>code</c>.</summary>
internal static class OpenAIBadRequests
{
    public static (string Message, string? Path, string? Code) Words(Refusal refusal) =>
        refusal switch
        {
            Refusal.NotJson => (
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. "
                    + "The OpenAI API expects a JSON payload, but what was sent was not valid JSON.",
                null,
                null
            ),
            Refusal.Missing { Path: "model" } => ("you must provide a model parameter", null, null),
            Refusal.Missing missing => ($"Missing required parameter: '{missing.Path}'.", missing.Path, "missing_required_parameter"),
            Refusal.UnknownFields { Path: "" } unknown => (
                $"Unrecognized request argument{(unknown.Names.Count > 1 ? "s" : "")} supplied: {string.Join(", ", unknown.Names)}",
                null,
                null
            ),
            Refusal.UnknownFields unknown => (
                $"Unknown parameter: '{unknown.Path}.{unknown.Names[0]}'.",
                $"{unknown.Path}.{unknown.Names[0]}",
                "unknown_parameter"
            ),
            Refusal.WrongType wrong => (
                $"Invalid type for '{wrong.Path}': expected {wrong.Expected}, but got {wrong.Got} instead.",
                wrong.Path,
                "invalid_type"
            ),
            Refusal.OutOfRange beyond => OutOfRange(beyond),
            Refusal.Empty empty => (
                $"Invalid '{empty.Path}': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                empty.Path,
                "empty_array"
            ),
            Refusal.TooLong text => (
                $"Invalid '{text.Path}': string too long. Expected a string with maximum length {text.Limit}, "
                    + $"but got a string with length {text.Got} instead.",
                text.Path,
                "string_above_max_length"
            ),
            Refusal.BadValue bad => (
                $"Invalid value: '{bad.Got}'. Supported values are: {Listed(bad.Supported)}.",
                bad.Path,
                "invalid_value"
            ),
            Refusal.Unsupported unsupported => (
                $"Unsupported parameter: '{unsupported.Path}' is not supported with this model. Use '{unsupported.Instead}' instead.",
                unsupported.Path,
                "unsupported_parameter"
            ),
            Refusal.OnlyDefault fixedValue => (
                $"Unsupported value: '{fixedValue.Path}' does not support {fixedValue.Got} with this model. "
                    + "Only the default (1) value is supported.",
                fixedValue.Path,
                "unsupported_value"
            ),
            Refusal.Other other => (other.Message, other.Path, other.Code),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "No words for it."),
        };

    private static (string, string?, string?) OutOfRange(Refusal.OutOfRange beyond)
    {
        var kind = beyond.IsWhole ? "integer" : "decimal";
        var (side, sign, code) = beyond.IsAbove ? ("above maximum", "<=", "above_max") : ("below minimum", ">=", "below_min");
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid '{beyond.Path}': {kind} {side} value. Expected a value {sign} {beyond.Limit}, but got {beyond.Got} instead."
            ),
            beyond.Path,
            $"{kind}_{code}_value"
        );
    }

    private static string Listed(IReadOnlyList<string> values)
    {
        var quoted = values.Select(value => $"'{value}'").ToArray();
        return quoted.Length < 3 ? string.Join(" and ", quoted) : $"{string.Join(", ", quoted[..^1])}, and {quoted[^1]}";
    }
}
