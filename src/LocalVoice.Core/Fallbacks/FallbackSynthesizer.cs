using System.Runtime.CompilerServices;
using LocalVoice.Core.Audio;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// A voice elsewhere, and another that says a clause when the first begins it too late or breaks off amid it: then the clause
/// is said anew, as a speaker who was cut off would.
/// </summary>
internal sealed class FallbackSynthesizer(ISpeechSynthesizer first, ISpeechSynthesizer second, FallbackOptions options, TimeProvider time)
    : ISpeechSynthesizer,
        IRemoteEngine
{
    private readonly FallbackStream<SpeechChunk> _stream = new(first.Info, second.Info, _ => true, restarts: true, options, time);

    public EngineInfo Info => first.Info;

    public int SampleRateHz => first.SampleRateHz;

    public IReadOnlyList<string> Voices => first.Voices;

    public IReadOnlyList<string> Languages => first.Languages;

    public IReadOnlyList<string> LanguagesOf(string voice) => first.LanguagesOf(voice);

    public Uri Address => ((IRemoteEngine)first).Address;

    public IAsyncEnumerable<SpeechChunk> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken) =>
        _stream.ReadAsync(
            token => first.SynthesizeAsync(request, token),
            token => SecondAsync(request, token),
            request.Report,
            cancellationToken
        );

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => first.WarmUpAsync(cancellationToken);

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => ((IRemoteEngine)first).PrepareAsync(cancellationToken);

    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => ((IRemoteEngine)first).CheckAsync(cancellationToken);

    /// <summary>At the first's rate: what follows in the pipeline is set to it.</summary>
    private async IAsyncEnumerable<SpeechChunk> SecondAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var resampler = new StreamingResampler(second.SampleRateHz, first.SampleRateHz);
        await foreach (var chunk in second.SynthesizeAsync(request, cancellationToken).ConfigureAwait(false))
        {
            var samples = new float[resampler.MaxOutput(chunk.Samples.Length)];
            yield return new(samples.AsMemory(0, resampler.Process(chunk.Samples.Span, samples)));
        }

        var last = new float[resampler.MaxOutput(64)];
        if (resampler.Flush(last) is > 0 and var length)
        {
            yield return new(last.AsMemory(0, length));
        }
    }
}
