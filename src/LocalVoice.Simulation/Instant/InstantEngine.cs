using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>How an engine that takes no time presents itself.</summary>
internal static class InstantEngine
{
    private const string Name = "simulation";

    public static EngineInfo Info(string stage, string model)
    {
        var assembly = typeof(InstantEngine).Assembly.GetName();
        return new EngineInfo(stage, Name, model, "none", $"{assembly.Name} {assembly.Version?.ToString(3)}");
    }

    /// <exception cref="EngineException">The language is none of <paramref name="options"/>.</exception>
    public static void RequireLanguage(this InstantOptions options, string language)
    {
        if (!options.Languages.Contains(LanguageTag.Base(language)))
        {
            throw new EngineException($"The simulation does not speak '{language}'; give one of {string.Join(", ", options.Languages)}.");
        }
    }
}
