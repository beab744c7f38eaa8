using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// A recogniser elsewhere, and another that takes an utterance over, with all its audio, when the first fails or is too slow.
/// </summary>
internal sealed class FallbackRecognizer(
    IStreamingRecognizer first,
    IStreamingRecognizer second,
    FallbackOptions options,
    TimeProvider time
) : IStreamingRecognizer, IRemoteEngine
{
    private readonly BackendCircuit _circuit = new(options, time);

    public EngineInfo Info => first.Info;

    public double MarkTrust => first.MarkTrust;

    public IReadOnlyList<string> Languages => first.Languages;

    public Uri Address => ((IRemoteEngine)first).Address;

    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        var stream = first.OpenStream(options);
        return stream is ITurnTakingStream turns
            ? new TurnTakingFallbackStream(turns, OpenSecond, _circuit, time)
            : new FallbackRecognitionStream(stream, OpenSecond, _circuit, time);

        IRecognitionStream OpenSecond(EngineException failure, TimeSpan after)
        {
            options.Report.Failed(new(Info, BackendCircuit.FaultOf(failure), after));
            options.Report.ServedBy(second.Info);
            return second.OpenStream(options);
        }
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => first.WarmUpAsync(cancellationToken);

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => ((IRemoteEngine)first).PrepareAsync(cancellationToken);

    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => ((IRemoteEngine)first).CheckAsync(cancellationToken);
}
