using LocalVoice.Bench;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Compare.Simulated;

/// <summary>The utterance that is being said, whose words and response the simulated services know. Thread-safe.</summary>
internal sealed class SpokenNow
{
    private volatile BenchUtterance? _utterance;

    public string Text => _utterance?.Text ?? "";

    public string Response => _utterance?.Response ?? "";

    public void Say(BenchUtterance utterance) => _utterance = utterance;

    /// <summary>Its voiced 10 ms frames: what a detector by level hears of it.</summary>
    public static TimeSpan VoiceOf(BenchUtterance utterance)
    {
        var (samples, rateHz) = utterance.Recording;
        var frame = rateHz / 100;
        var voiced = 0;
        for (var start = 0; start + frame <= samples.Length; start += frame)
        {
            voiced += VoiceOnset.First(samples.Span.Slice(start, frame), rateHz) is null ? 0 : 1;
        }

        return TimeSpan.FromMilliseconds(10) * voiced;
    }
}
