namespace LocalVoice.Server.Configuration;

/// <summary>Settings that name files, and are read before anything is bound: for the schema and the reference.</summary>
internal sealed class FileSettings
{
    /// <summary>
    /// The path of a pronunciation lexicon by language (<c>es</c>, <c>ca</c>, <c>en</c>): words and how they are said, see below. A
    /// relative path is one of the working directory.
    /// </summary>
    public Dictionary<string, string> Lexicons { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where models are, and which set of them is used.</summary>
    public ModelSettings Models { get; } = new();
}

/// <summary>Section <c>LocalVoice:Models</c>.</summary>
internal sealed class ModelSettings
{
    /// <summary>The folder of downloaded models, for the server and for <c>localvoice models</c>; empty: beside the manifest.</summary>
    public string Folder { get; } = "";

    /// <summary>
    /// A set of the manifest, as <c>localvoice models list</c> shows them: it takes the place of the default models. What is set for a
    /// stage itself comes first. Empty: the starter models.
    /// </summary>
    public string Set { get; } = "";
}
