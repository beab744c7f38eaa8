using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

/// <summary>
/// A simulated service for each sample, which understands its words whatever it hears, and one that understands nothing: who says
/// what is not theirs to know.
/// </summary>
public class SampleServices : IAsyncLifetime
{
    private readonly TestConnections _connections = new();
    private readonly List<(SpokenSample? Sample, SimulatedDeepgram Service, IStreamingRecognizer Recognizer)> _all = [];

    /// <summary>Samples by which all of them can be told apart.</summary>
    private int _telling;

    public IStreamingRecognizer Recognizer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var sample in SpokenSamples.All.Append(null))
        {
            var service = await SimulatedServices.StartAsync();
            if (sample is not null)
            {
                service.Script.Set(new DeepgramUtterance(sample.Text, VoiceOf(sample), sample.Language));
            }

            _all.Add((sample, service, Open(service, _connections)));
        }

        _telling = Enumerable
            .Range(1, 16_000)
            .First(count => SpokenSamples.All.Select(sample => Key(sample, count)).Distinct().Count() == _all.Count - 1);
        Recognizer = new SampleRouter(_all[^1].Recognizer, _telling, Find);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (_, service, recognizer) in _all)
        {
            (recognizer as IDisposable)?.Dispose();
            await service.DisposeAsync();
        }

        _connections.Dispose();
    }

    private protected virtual IStreamingRecognizer Open(SimulatedDeepgram service, TestConnections connections) =>
        SimulatedServices.Recognizer(service, connections);

    private IStreamingRecognizer Find(ReadOnlySpan<float> beginning)
    {
        foreach (var (sample, _, recognizer) in _all)
        {
            var whole = sample is null ? [] : sample.Samples.Span;
            if (beginning.Length >= _telling && whole[..Math.Min(whole.Length, beginning.Length)].SequenceEqual(beginning))
            {
                return recognizer;
            }
        }

        return _all[^1].Recognizer;
    }

    private static string Key(SpokenSample sample, int count) => string.Join(' ', sample.Samples[..count].ToArray());

    /// <summary>A little less than there is: at the end all words have been said.</summary>
    private static TimeSpan VoiceOf(SpokenSample sample)
    {
        const int Window = 320;
        var voiced = 0;
        for (var start = 0; start + Window <= sample.Samples.Length; start += Window)
        {
            voiced += SoundLevel.RmsDbfs(sample.Samples.Span.Slice(start, Window)) > -45 ? Window : 0;
        }

        return 0.9 * AudioFormat.Recognition.DurationOf(voiced);
    }
}

/// <summary>Whose recogniser takes turns.</summary>
public sealed class FluxSampleServices : SampleServices
{
    private protected override IStreamingRecognizer Open(SimulatedDeepgram service, TestConnections connections) =>
        SimulatedServices.Flux(service, connections);
}
