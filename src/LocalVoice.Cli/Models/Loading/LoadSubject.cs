using LocalVoice.Files;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models.Loading;

/// <summary>A model to be loaded on trial.</summary>
/// <param name="Stage"><c>vad</c>, <c>stt</c>, <c>llm</c>, <c>tts</c> or <c>turn</c>.</param>
/// <param name="Name">Its id, or its path.</param>
/// <param name="IsPath">Whether it is a file of the operator's own.</param>
internal sealed record LoadSubject(string Stage, string Name, bool IsPath)
{
    private const int MagicBytes = 4;

    /// <summary>The subject, or null for a file that is loaded with another one: a voice's configuration.</summary>
    public static LoadSubject? Of(ModelEntry model) =>
        model.File.EndsWith(".json", StringComparison.Ordinal) ? null : new(model.Purpose, model.Id, IsPath: false);

    /// <summary>Tells the stage by the file's first bytes, and of ONNX files by the configuration that a voice has beside it.</summary>
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public static LoadSubject OfFile(string path)
    {
        Span<byte> magic = stackalloc byte[MagicBytes];
        try
        {
            using var file = RegularFile.OpenRead(path);
            file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path} cannot be loaded: {failure.Message} Give a model's id or the path of its file.", failure);
        }

        var stage =
            magic.SequenceEqual("lmgg"u8) ? "stt"
            : magic.SequenceEqual("GGUF"u8) ? "llm"
            : File.Exists(path + ".json") ? "tts"
            : "vad";
        return new LoadSubject(stage, Path.GetFullPath(path), IsPath: true);
    }
}
