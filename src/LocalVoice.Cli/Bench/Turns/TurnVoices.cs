using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Client.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>A speaker of the set.</summary>
/// <param name="SpeakAsync">Text and speed, 1 is normal.</param>
internal sealed record TurnVoice(string Name, Func<string, double, CancellationToken, Task<Recording>> SpeakAsync);

/// <summary>
/// The speakers of each half. espeak-ng's variants and the starter's voices stand in both halves, but none in both; with real
/// models the figures of English are the voice joe's alone, which calibration hears with other sentences.
/// </summary>
internal sealed class TurnVoices(string language, LocalEngines starter, LocalEngines? real, TimeProvider time)
{
    private const int WordsPerMinute = 160;

    private static readonly Dictionary<string, (string[] Calibration, string[] Figures)> Espeak = new()
    {
        ["es"] = (["es", "es+f2", "es-419+m3"], ["es+m4", "es-419+f3", "es+f5"]),
        ["ca"] = (["ca", "ca+f2", "ca+m3"], ["ca+m4", "ca+f3", "ca+f5"]),
        ["en"] = (["en-us", "en-gb-x-rp+f2", "en-us+m3"], ["en-gb-x-rp+m4", "en-us+f3", "en-gb-x-rp+f5"]),
    };

    public IReadOnlyList<TurnVoice> Of(SetHalf half)
    {
        var calibrates = half is SetHalf.Calibration;
        IEnumerable<TurnVoice> joe = real is not null && language == "en" ? [Piper(real.Synthesizer, null)] : [];
        if (joe.Any() && !calibrates)
        {
            return [.. joe];
        }

        var (calibration, figures) = Espeak[language];
        var starters = starter.Synthesizer.Voices;
        return
        [
            .. (calibrates ? calibration : figures).Select(Espoken),
            .. starters.Where((_, index) => index % 2 == (calibrates ? 0 : 1)).Select(name => Piper(starter.Synthesizer, name)),
            .. joe,
        ];
    }

    /// <summary>Somebody else in the room.</summary>
    public IReadOnlyList<TurnVoice> Others => [.. Espeak[language].Figures.Select(Espoken)];

    /// <summary>Speaks babble with the starter's voices.</summary>
    public async Task<IReadOnlyList<float[]>> BabbleAsync(TurnScript script, CancellationToken cancellationToken)
    {
        var voices = starter.Synthesizer.Voices;
        var babble = new List<float[]>();
        foreach (var (index, line) in script.Lines.Where(line => line.Text.Length > 30).Take(6).Index())
        {
            var speed = 0.85 + (0.07 * index);
            var voice = Piper(starter.Synthesizer, voices[index % voices.Count]);
            var spoken = await voice.SpeakAsync(line.Text, speed, cancellationToken);
            babble.Add(spoken.At(16_000).ToFloats());
        }

        return babble;
    }

    private TurnVoice Piper(ISpeechSynthesizer synthesizer, string? name) =>
        new(
            name ?? synthesizer.Voices[0],
            async (text, speed, cancellation) =>
            {
                var request = new SynthesisRequest(text, language, name, speed);
                return (await SpeechTake.OfWarmAsync(synthesizer, request, time, cancellation)).Recording;
            }
        );

    private static TurnVoice Espoken(string name) =>
        new(
            $"espeak {name}",
            (text, speed, cancellation) =>
                EspeakProcess.SpeakAsync(new EspeakVoice(name, (int)Math.Round(WordsPerMinute * speed)), text, cancellation)
        );
}
