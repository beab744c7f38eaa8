using LocalVoice.Engines;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Serving;

/// <summary>
/// A recogniser whose final decodes wait for a slot each, as recordings over HTTP do: a stream that comes as it is spoken holds
/// none between them.
/// </summary>
internal sealed class SlottedRecognizer(IStreamingRecognizer recognizer, StageSlots slots) : IStreamingRecognizer
{
    public EngineInfo Info => recognizer.Info;

    public double MarkTrust => recognizer.MarkTrust;

    public IReadOnlyList<string> Languages => recognizer.Languages;

    public IRecognitionStream OpenStream(RecognitionOptions options) => new SlottedStream(recognizer.OpenStream(options), slots);

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => recognizer.WarmUpAsync(cancellationToken);
}
