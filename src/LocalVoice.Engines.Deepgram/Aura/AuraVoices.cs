using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>Voices of developers.deepgram.com/docs/tts-models: all Spanish ones, those of Spain first, and some English.</summary>
internal sealed class AuraVoices
{
    private const string OfSpain = "nestor carina diana alvaro silvia agustina";
    private const string OfAmerica = "estrella sirio javier luciano olivia valerio celeste gloria aquila selena antonia";
    private const string OfEnglish = "thalia andromeda helena apollo arcas orion draco pandora";

    private readonly AuraVoice[] _voices;

    /// <param name="preferred">The default, and that of its language.</param>
    /// <exception cref="EngineException">It is none.</exception>
    public AuraVoices(string preferred)
    {
        AuraVoice[] all = [.. Of("es", $"{OfSpain} {OfAmerica}"), .. Of("en", OfEnglish)];
        var first =
            Array.Find(all, voice => Is(voice, preferred))
            ?? throw new EngineException(
                $"Deepgram has no voice '{preferred}'. It has: {string.Join(", ", all.Select(voice => voice.Name))}."
            );
        _voices = [first, .. all.Where(voice => voice != first)];
        Names = [.. _voices.Select(voice => voice.Name)];
    }

    public AuraVoice Default => _voices[0];

    public IReadOnlyList<string> Names { get; }

    /// <param name="name">Short or the model's; null or unknown: the default of the language.</param>
    /// <exception cref="EngineException">No voice speaks the language.</exception>
    public AuraVoice Find(string? name, string language)
    {
        var code = LanguageTag.Base(language.Trim());
        var own =
            Array.Find(_voices, voice => voice.Language == code)
            ?? throw new EngineException(
                $"Deepgram's Aura-2 does not speak '{language}' here. It speaks: "
                    + $"{string.Join(", ", _voices.Select(voice => voice.Language).Distinct())}."
            );
        return (name is null ? null : Array.Find(_voices, voice => Is(voice, name.Trim()))) ?? own;
    }

    private static bool Is(AuraVoice voice, string name) =>
        name.Equals(voice.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(voice.Model, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<AuraVoice> Of(string language, string names) =>
        names.Split(' ').Select(name => new AuraVoice(name, language));
}
