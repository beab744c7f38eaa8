using LocalVoice.Speech;

namespace LocalVoice.Engines.Piper;

/// <summary>One voice that sessions can name.</summary>
internal sealed record PiperVoice(string Name, PiperModel Model, int Speaker, IReadOnlyList<string> Languages)
{
    /// <summary>Whether the voice is said to speak the language, compared by its first part (<c>es-ES</c> is <c>es</c>).</summary>
    public bool Speaks(string language) => Languages.Any(own => LanguageTag.Base(own) == LanguageTag.Base(language));
}
