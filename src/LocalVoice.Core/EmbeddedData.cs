namespace LocalVoice.Core;

/// <summary>Data tables embedded in this assembly, by their project paths.</summary>
internal static class EmbeddedData
{
    /// <param name="path">For example <c>Text/Clauses/Data/es.json</c>.</param>
    /// <exception cref="InvalidOperationException">No such table is embedded.</exception>
    public static Stream Open(string path) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(path)
        ?? throw new InvalidOperationException($"No table '{path}' is embedded in this assembly.");
}
