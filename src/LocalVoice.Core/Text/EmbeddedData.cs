namespace LocalVoice.Core.Text;

/// <summary>Data tables that are part of this assembly.</summary>
internal static class EmbeddedData
{
    /// <summary>Opens a table by its folder and file name: <c>Clauses/es.json</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream("Speech/" + name)
        ?? throw new InvalidOperationException($"No language table '{name}' is embedded in this assembly.");
}
