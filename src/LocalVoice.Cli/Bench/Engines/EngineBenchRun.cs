using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Core.Models;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Cli.Bench.Engines;

/// <summary>Loads and warms the engines one after the other, and measures each alone. One that cannot work does not keep the others from it.</summary>
internal sealed class EngineBenchRun(VerbContext context, EngineBenchOptions options, LocalEngines engines, BenchSpeech speech)
{
    private const string Clause = "La mesa para cuatro personas queda reservada el viernes a las ocho.";

    private readonly Repetitions _repetitions = new(context.Get(options.WarmUps), context.Get(options.Repetitions));

    public List<EngineInfo> Engines { get; } = [];

    public List<EngineFigure> Figures { get; } = [];

    /// <summary>Stage → why it could not be measured.</summary>
    public SortedDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    public async Task MeasureAsync(IReadOnlyCollection<string> stages)
    {
        foreach (var stage in EngineBenchOptions.AllStages.Where(stages.Contains))
        {
            try
            {
                await MeasureAsync(stage);
            }
            catch (Exception failure) when (failure is EngineException or ModelException)
            {
                Failures[stage] = failure.Message;
            }
        }
    }

    private async Task MeasureAsync(string stage)
    {
        var (engine, measures) = stage switch
        {
            "vad" => Detector(engines.Detector),
            "stt" => Recognizer(engines.Recognizer),
            "llm" => Chat(engines.Chat),
            _ => Synthesizer(engines.Synthesizer),
        };
        if (engine is IEngine local)
        {
            await local.WarmUpAsync(context.Cancellation);
            Engines.Add(local.Info);
        }

        foreach (var measure in measures)
        {
            Figures.AddRange(await measure.MeasureAsync(context.Cancellation));
        }
    }

    private (object Engine, IEngineMeasure[] Measures) Detector(IVoiceActivityDetectorFactory detectors) =>
        (detectors, [new DetectorMeasure(detectors, speech, _repetitions, context.Time)]);

    private (object Engine, IEngineMeasure[] Measures) Recognizer(IStreamingRecognizer recognizer) =>
        (recognizer, [new RecognizerMeasure(recognizer, speech, context.Get(options.Language), context.Get(options.Seconds), _repetitions, context.Time)]);

    private (object Engine, IEngineMeasure[] Measures) Chat(IChatClient chat) =>
    (
        chat,
        [
            new FirstTokenMeasure(chat, context.Get(options.PromptTokens), _repetitions, context.Time),
            new AnswerRateMeasure(chat, context.Get(options.AnswerTokens), context.Get(options.Sessions), _repetitions, context.Time),
        ]);

    private (object Engine, IEngineMeasure[] Measures) Synthesizer(ISpeechSynthesizer synthesizer) =>
        (synthesizer, [new SynthesizerMeasure(synthesizer, new SynthesisRequest(Clause, "es"), _repetitions, context.Time)]);
}
