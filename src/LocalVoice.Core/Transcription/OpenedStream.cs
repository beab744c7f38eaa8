using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>A recogniser's stream, with what its utterance will have to report.</summary>
internal sealed record OpenedStream(IRecognitionStream Stream, EngineInfo Engine, BackendReport Report)
{
    /// <exception cref="EngineException">The recogniser does not know the language.</exception>
    public static OpenedStream Open(IStreamingRecognizer recognizer, RecognitionOptions options)
    {
        var report = new BackendReport();
        return new(recognizer.OpenStream(options with { Report = report }), recognizer.Info, report);
    }
}
