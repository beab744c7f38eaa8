using LocalVoice.Core.Text.Pronunciation;
using LocalVoice.Files;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>The operator's lexicons: section <c>LocalVoice:Lexicons</c>, the path of a file per language.</summary>
internal static class LexiconFiles
{
    private const string Section = "LocalVoice:Lexicons";

    /// <exception cref="OptionsValidationException">A file is missing or wrong; the message names its key and path.</exception>
    public static Dictionary<string, PronunciationLexicon> Load(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren().ToDictionary(file => file.Key, Load, StringComparer.OrdinalIgnoreCase);

    private static PronunciationLexicon Load(IConfigurationSection file)
    {
        var path = file.Value ?? "";
        try
        {
            RegularFile.Require(path);
            return PronunciationLexicon.Load(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new OptionsValidationException(
                Section,
                typeof(PronunciationLexicon),
                [$"{file.Path} is '{path}', which cannot be used as a lexicon: {failure.Message}"]
            );
        }
    }
}
