using LocalVoice.Bench.Engines;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Bench.Engines;

/// <summary>The measurements of each stage's engine. An engine loads when its stage is requested.</summary>
internal sealed class EngineStages(VerbContext context, EngineBenchOptions options, LocalEngines engines, BenchSpeech speech)
{
    public const string Clause = "La mesa para cuatro personas queda reservada el viernes a las ocho.";

    private readonly Repetitions _repetitions = new(context.Get(options.WarmUps), context.Get(options.Repetitions));

    /// <summary>The requested stages, in pipeline order.</summary>
    public IEnumerable<KeyValuePair<string, Func<MeasuredEngine>>> Wanted()
    {
        Dictionary<string, Func<MeasuredEngine>> all = new()
        {
            ["vad"] = Detector,
            ["stt"] = Recognizer,
            ["llm"] = Chat,
            ["tts"] = Synthesizer,
        };
        var wanted = context.Get(options.Stages);
        return EngineBenchOptions.AllStages.Where(wanted.Contains).Select(stage => KeyValuePair.Create(stage, all[stage]));
    }

    private MeasuredEngine Detector()
    {
        var detectors = engines.Detector;
        return new(detectors, new DetectorMeasure(detectors, speech, _repetitions, context.Time));
    }

    private MeasuredEngine Recognizer()
    {
        var recognizer = engines.Recognizer;
        return new(
            recognizer,
            new RecognizerMeasure(
                recognizer,
                speech,
                context.Get(options.Language),
                context.Get(options.Seconds),
                _repetitions,
                context.Time
            )
        );
    }

    private MeasuredEngine Chat()
    {
        var chat = engines.Chat;
        return new(
            chat,
            new FirstTokenMeasure(chat, context.Get(options.PromptTokens), _repetitions, context.Time),
            new ResponseRateMeasure(chat, context.Get(options.ResponseTokens), context.Get(options.Sessions), _repetitions, context.Time)
        );
    }

    private MeasuredEngine Synthesizer()
    {
        var synthesizer = engines.Synthesizer;
        return new(synthesizer, new SynthesizerMeasure(synthesizer, new SynthesisRequest(Clause, "es"), _repetitions, context.Time));
    }
}
