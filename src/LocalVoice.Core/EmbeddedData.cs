namespace LocalVoice.Core;

/// <summary>Data tables that are part of this assembly, by their paths in the project.</summary>
internal static class EmbeddedData
{
    /// <param name="path">For example <c>Text/Clauses/Data/es.json</c>.</param>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public static Stream Open(string path) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(path)
        ?? throw new InvalidOperationException($"No table '{path}' is embedded in this assembly.");
}
