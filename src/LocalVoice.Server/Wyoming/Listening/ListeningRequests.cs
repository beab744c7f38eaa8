using LocalVoice.Core.Recordings;
using LocalVoice.Engines;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Server.Wyoming.Serving;
using LocalVoice.Speech;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>
/// Opens audio streams. One that begins with <c>audio-start</c> is written down, as <c>transcribe</c> before it says; of one that
/// begins with <c>audio-chunk</c> only voices are told. Thread-safe.
/// </summary>
internal sealed class ListeningRequests(StageEngines engines, StageSlots slots, RequestDoor door, IOptions<LocalVoiceOptions> options)
{
    private const int LongestLanguage = 32;

    /// <summary>At the recogniser all streams together are one speaker, as recordings over HTTP are.</summary>
    private readonly object _speaker = new();

    /// <param name="transcribe">The data of <c>transcribe</c>; absent: the default profile's way.</param>
    /// <param name="start">The data of <c>audio-start</c>.</param>
    /// <exception cref="ProtocolException">A field is wrong, or the server takes no more.</exception>
    public async ValueTask<AudioStream> TranscribeAsync(
        EventField transcribe,
        EventField start,
        EventWriter events,
        CancellationToken cancellationToken
    )
    {
        _ = ChunkFormat.Read(start);
        var request = door.Enter();
        try
        {
            var (profile, stages) = engines.For(transcribe["name"].TextOrNull(FieldLimits.Voice));
            var language = transcribe["language"].TextOrNull(LongestLanguage)?.Trim().Replace('_', '-');
            var recognition = new RecognitionOptions(language is { Length: > 0 } ? language : profile.Language, profile.Vocabulary)
            {
                Speaker = _speaker,
            };
            await RequireLanguageAsync(stages.Recognizer, recognition, transcribe["language"]).ConfigureAwait(false);
            var transcriber = new RecordingTranscriber(new SlottedRecognizer(stages.Recognizer, slots), stages.VoiceActivity);
            var detector = stages.VoiceActivity.Create();
            var transcription = new LiveTranscription(transcriber, recognition, options.Value.Http.MaxAudio, events, cancellationToken);
            return new(start, detector, transcription, request, events);
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    /// <param name="first">The data of the first <c>audio-chunk</c>.</param>
    /// <exception cref="ProtocolException">A field is wrong, or the server is not ready.</exception>
    public AudioStream Watch(EventField first, EventWriter events)
    {
        _ = ChunkFormat.Read(first);
        door.RequireReady();
        var (_, stages) = engines.For(null);
        return new(first, stages.VoiceActivity.Create(), transcription: null, request: null, events);
    }

    private static async ValueTask RequireLanguageAsync(IStreamingRecognizer recognizer, RecognitionOptions recognition, EventField field)
    {
        try
        {
            await recognizer.OpenStream(recognition).DisposeAsync().ConfigureAwait(false);
        }
        catch (EngineException unknown) when (!field.IsAbsent)
        {
            throw field.Invalid(unknown.Message);
        }
    }
}
