using System.Runtime.CompilerServices;
using LocalVoice.Engines;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Serving;

/// <summary>
/// A synthesizer whose clauses wait for a slot each, as texts over HTTP do: a text that comes as it is written holds none between
/// them.
/// </summary>
internal sealed class SlottedSynthesizer(ISpeechSynthesizer synthesizer, StageSlots slots) : ISpeechSynthesizer
{
    public EngineInfo Info => synthesizer.Info;

    public int SampleRateHz => synthesizer.SampleRateHz;

    public IReadOnlyList<string> Voices => synthesizer.Voices;

    public IReadOnlyList<string> Languages => synthesizer.Languages;

    public IReadOnlyList<string> LanguagesOf(string voice) => synthesizer.LanguagesOf(voice);

    public async IAsyncEnumerable<SpeechChunk> SynthesizeAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var slot = await slots.SpeechAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var chunk in synthesizer.SynthesizeAsync(request, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => synthesizer.WarmUpAsync(cancellationToken);
}
