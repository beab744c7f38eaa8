using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper;

/// <summary>The loaded voices; a model file is loaded once, however many voices use it.</summary>
internal sealed class PiperVoices : IDisposable
{
    private readonly Dictionary<string, PiperModel> _models = [];

    /// <param name="threads">The most that one run may take.</param>
    /// <exception cref="EngineException">A model is missing or unusable, names repeat, or sample rates differ.</exception>
    public PiperVoices(PiperOptions options, int threads, ILogger logger)
    {
        try
        {
            All = [.. options.Voices.Select(voice => Load(voice, options, threads, logger))];
            CheckNames();
            CheckRates();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>At least one; the first is the default.</summary>
    public IReadOnlyList<PiperVoice> All { get; }

    public int SampleRateHz => All[0].Model.SampleRateHz;

    /// <summary>The named voice; without a known name, the first that supports the language, else the first.</summary>
    public PiperVoice Choose(string? name, string language) =>
        All.FirstOrDefault(voice => voice.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(voice => voice.Speaks(language))
        ?? All[0];

    public void Dispose() => Disposal.All([.. _models.Values]);

    private PiperVoice Load(PiperVoiceOptions voice, PiperOptions options, int threads, ILogger logger)
    {
        var path = Path.GetFullPath(voice.ModelPath);
        if (!_models.TryGetValue(path, out var model))
        {
            var config = PiperVoiceConfig.Read(path + ".json");
            var graph = new PiperGraphLoader(options, threads, logger).Load(path, config);
            _models[path] = model = new PiperModel(path, config, graph);
        }

        return new PiperVoice(voice.Name, model, model.Speaker(voice), [.. voice.Languages]);
    }

    private void CheckNames()
    {
        var repeated = All.GroupBy(voice => voice.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            throw new EngineException($"Piper:Voices has '{repeated.Key}' {repeated.Count()} times: names must differ.");
        }
    }

    private void CheckRates()
    {
        var odd = All.FirstOrDefault(voice => voice.Model.SampleRateHz != SampleRateHz);
        if (odd is not null)
        {
            throw new EngineException(
                $"Voice '{odd.Name}' has {odd.Model.SampleRateHz} Hz and '{All[0].Name}' {SampleRateHz} Hz: "
                    + "the voices of one server must have one sample rate."
            );
        }
    }
}

/// <summary>A voice that sessions can select.</summary>
internal sealed record PiperVoice(string Name, PiperModel Model, int Speaker, IReadOnlyList<string> Languages)
{
    /// <summary>Those that it lists, else the one that its model was trained on.</summary>
    public IReadOnlyList<string> MadeFor => Languages.Count > 0 ? Languages : [LanguageTag.Base(Model.EspeakVoice)];

    /// <summary>Whether the voice lists the language, compared by base language (<c>es-ES</c> is <c>es</c>).</summary>
    public bool Speaks(string language) => Languages.Any(own => LanguageTag.Base(own) == LanguageTag.Base(language));
}
