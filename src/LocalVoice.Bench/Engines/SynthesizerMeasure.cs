using LocalVoice.Bench.Report;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Engines;

/// <summary>Clause → first audio, whole clause, and synthesis speed relative to real time.</summary>
public sealed class SynthesizerMeasure(ISpeechSynthesizer synthesizer, SynthesisRequest clause, Repetitions repetitions, TimeProvider time)
    : IEngineMeasure
{
    public async Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var takes = await repetitions.OfAsync(_ => SpeechTake.OfWarmAsync(synthesizer, clause, time, cancellationToken));
        var conditions = $"{takes[0].Recording.Duration.TotalSeconds:0.0} s of speech at {synthesizer.SampleRateHz} Hz";
        return
        [
            Figure("first audio", "ms", Distribution.Of(takes.Select(take => take.FirstAudio.TotalMilliseconds))),
            Figure("whole clause", "ms", Distribution.Of(takes.Select(take => take.Whole.TotalMilliseconds))),
            Figure("real time ÷ computing time", "×", EngineFigure.Rates(takes.Select(take => take.Recording.Duration / take.Whole))),
        ];

        EngineFigure Figure(string measure, string unit, Distribution values) => new("tts", measure, unit, values, conditions);
    }
}
