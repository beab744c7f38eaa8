using System.Text.RegularExpressions;

namespace LocalVoice.Models;

/// <summary>Rules for a manifest entry beyond its field types.</summary>
internal static partial class ManifestRules
{
    private static readonly string[] Purposes = ["vad", "stt", "llm", "tts", "turn"];

    /// <returns>The first invalid field and why; null for a valid entry.</returns>
    public static (string Field, string Problem)? Broken(ModelEntry model)
    {
        if (ManifestText.Unprintable(model) is { } field)
        {
            return (field, "must have no control characters.");
        }

        if (!Identifier().IsMatch(model.Id))
        {
            return ("id", $"'{model.Id}' must be lower-case letters, digits, '.', '_' and '-'.");
        }

        if (!Purposes.Contains(model.Purpose))
        {
            return ("purpose", $"'{model.Purpose}' must be one of {string.Join(", ", Purposes)}.");
        }

        if (model.Language.Count == 0)
        {
            return ("language", "must name at least one language.");
        }

        if (string.IsNullOrWhiteSpace(model.Licence))
        {
            return ("licence", "must not be empty.");
        }

        if (!StaysInside(model.File))
        {
            return ("file", $"'{model.File}' must be a path inside the models folder, with forward slashes.");
        }

        if (IsReserved(model.File))
        {
            return ("file", $"'{model.File}' is a name that the models folder or a download uses itself.");
        }

        if (model.CacheBytesPerToken is <= 0)
        {
            return ("cacheBytesPerToken", $"{model.CacheBytesPerToken} must be more than 0.");
        }

        if (model.Bytes <= 0)
        {
            return ("bytes", $"{model.Bytes} must be more than 0.");
        }

        if (model.Hash.Digits == 0)
        {
            return ("hash.algorithm", $"'{model.Hash.Algorithm}' must be sha256, sha512, sha1 or md5.");
        }

        if (model.Hash.Value.Length != model.Hash.Digits || !Hexadecimal().IsMatch(model.Hash.Value))
        {
            return ("hash.value", $"'{model.Hash.Value}' must be {model.Hash.Digits} lower-case hexadecimal digits.");
        }

        if (!model.Hash.DetectsForgery && string.IsNullOrWhiteSpace(model.Hash.Reason))
        {
            return (
                "hash.reason",
                $"is missing: {model.Hash.Algorithm} detects accidental damage only. Give the sha256 or sha512, or why there is none."
            );
        }

        if (model.Url is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            return ("url", $"'{url}' must be an http or https address.");
        }

        if (model.Url is null && model.Repair is null)
        {
            return ("url", "is missing, and there is no 'repair' command instead.");
        }

        return null;
    }

    private static bool StaysInside(string file) =>
        file.Length > 0
        && !file.Contains('\\', StringComparison.Ordinal)
        && !file.Contains(':', StringComparison.Ordinal)
        && file.Split('/').All(part => part is not ("" or "." or ".."));

    private static bool IsReserved(string file) =>
        file.Equals("manifest.json", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".part.version", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[0-9a-f]+\z")]
    private static partial Regex Hexadecimal();
}
