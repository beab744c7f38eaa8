using LocalVoice.Core.Memory;
using LocalVoice.Core.Recordings;
using LocalVoice.Engines;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Transcriptions.Decoding;
using LocalVoice.Speech;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary><c>POST /v1/audio/transcriptions</c>: writes down a recording.</summary>
internal sealed class TranscriptionsEndpoint(
    StageEngines engines,
    StageSlots slots,
    AudioFiles files,
    MemoryBudget memory,
    ApiFailures failures,
    IOptions<LocalVoiceOptions> options
) : IStageEndpoint
{
    /// <summary>At the recogniser all recordings together are one speaker: they have its share beside those who talk.</summary>
    private readonly object _speaker = new();

    public async Task HandleAsync(HttpContext context)
    {
        using var upload = await new UploadReader(context, options.Value.Http, memory).ReadAsync();
        var request = TranscriptionRequest.Read(upload);
        var (profile, stages) = engines.For(request.Model);
        var recognition = new RecognitionOptions(request.Language ?? profile.Language, [.. profile.Vocabulary, .. request.Terms])
        {
            Speaker = _speaker,
        };
        if (request.Language is not null)
        {
            await RequireLanguageAsync(stages.Recognizer, recognition);
        }

        var audio = files.Open(upload.File);
        using var slot = await slots.TranscriptionAsync(context.RequestAborted);
        var pieces = new RecordingTranscriber(stages.Recognizer, stages.VoiceActivity).TranscribeAsync(
            audio.ReadAsync(context.RequestAborted),
            recognition,
            context.RequestAborted
        );
        if (request.AsEvents)
        {
            await SendEventsAsync(context, pieces, () => audio.Duration, recognition.Language);
            return;
        }

        var all = await pieces.ToListAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await TranscriptWriter.Write(WrittenRecording.Of(all, recognition.Language, audio.Duration), request.Format).ExecuteAsync(context);
    }

    private Task SendEventsAsync(HttpContext context, IAsyncEnumerable<TranscribedPiece> pieces, Func<TimeSpan> duration, string language)
    {
        var events = new ServerSentEvents(context, failures);
        return events.RunAsync(async () =>
        {
            var all = new List<TranscribedPiece>();
            await foreach (var piece in pieces)
            {
                var delta = (all.Count > 0 ? " " : "") + piece.Transcript.Text;
                await events.SendAsync(new { type = "transcript.text.delta", delta });
                all.Add(piece);
            }

            var recording = WrittenRecording.Of(all, language, duration());
            await events.SendAsync(
                new
                {
                    type = "transcript.text.done",
                    text = recording.Text,
                    usage = recording.Usage,
                }
            );
        });
    }

    private static async Task RequireLanguageAsync(IStreamingRecognizer recognizer, RecognitionOptions recognition)
    {
        try
        {
            await recognizer.OpenStream(recognition).DisposeAsync();
        }
        catch (EngineException unknown)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "invalid_value",
                $"Invalid value for 'language'. {unknown.Message}",
                "language"
            );
        }
    }
}
