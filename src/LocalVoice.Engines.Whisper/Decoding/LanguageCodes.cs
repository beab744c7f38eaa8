using LocalVoice.Speech;
using Whisper.net;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Maps a language tag to Whisper's code: <c>ca-valencia</c> is <c>ca</c>, <c>es-ES</c> is <c>es</c>.</summary>
internal sealed class LanguageCodes(IEnumerable<string> known)
{
    private readonly HashSet<string> _known = new(known, StringComparer.OrdinalIgnoreCase);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> All => [.. _known.Order(StringComparer.Ordinal)];

    public static LanguageCodes OfWhisper() => new(WhisperFactory.GetSupportedLanguages());

    /// <exception cref="EngineException">Whisper does not support the language.</exception>
    public string Resolve(string language)
    {
        var code = LanguageTag.Base(language.Trim());
        return code == LanguageTag.Detected || _known.Contains(code)
            ? code
            : throw new EngineException(
                $"Whisper does not know the language '{language}'. It takes 'auto' or a code such as "
                    + $"'es', 'ca' or 'en' ({_known.Count} languages)."
            );
    }
}
