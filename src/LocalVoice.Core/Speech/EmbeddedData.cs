namespace LocalVoice.Core.Speech;

/// <summary>Data tables that are part of this assembly.</summary>
internal static class EmbeddedData
{
    /// <summary>Opens a table by its folder and file name (<c>Clauses/es.json</c>), or gives null where there is none.</summary>
    public static Stream? Open(string name) => typeof(EmbeddedData).Assembly.GetManifestResourceStream("Speech/" + name);
}
