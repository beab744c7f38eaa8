using System.Text.Json;

namespace LocalVoice.Core;

/// <summary>Data tables embedded in this assembly, by their project paths.</summary>
internal static class EmbeddedData
{
    /// <summary>A table whose JSON has this type's shape, lists of words per language for one.</summary>
    /// <inheritdoc cref="Open"/>
    public static T Read<T>(string path)
    {
        using var stream = Open(path);
        return JsonSerializer.Deserialize<T>(stream)!;
    }

    /// <param name="path">For example <c>Text/Clauses/Data/es.json</c>.</param>
    /// <exception cref="InvalidOperationException">No such table is embedded.</exception>
    public static Stream Open(string path) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(path)
        ?? throw new InvalidOperationException($"No table '{path}' is embedded in this assembly.");
}
