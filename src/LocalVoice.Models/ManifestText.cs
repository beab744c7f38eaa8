namespace LocalVoice.Models;

/// <summary>
/// The texts of a manifest entry that reach terminals, logs and file systems: a control character in one could rewrite
/// what an operator is shown, or end a file's name early.
/// </summary>
internal static class ManifestText
{
    /// <returns>The name of the first field with a control character; null for none.</returns>
    public static string? Unprintable(ModelEntry model) =>
        Fields(model).FirstOrDefault(field => field.Text?.Any(char.IsControl) == true).Name;

    private static IEnumerable<(string Name, string? Text)> Fields(ModelEntry model) =>
        [
            ("id", model.Id),
            ("engine", model.Engine),
            ("licence", model.Licence),
            ("file", model.File),
            ("url", model.Url?.OriginalString),
            ("repair", model.Repair),
            ("hash.reason", model.Hash.Reason),
            ("voice", model.Voice),
            ("why", model.Why),
            .. model.Language.Select(language => ("language", (string?)language)),
            .. model.Settings.SelectMany(setting =>
                (IEnumerable<(string, string?)>)[("settings", setting.Key), ("settings", setting.Value)]
            ),
        ];

    /// <summary>The text with control characters as <c>\u001b</c>, for a message about it.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : $"{character}"));
}
