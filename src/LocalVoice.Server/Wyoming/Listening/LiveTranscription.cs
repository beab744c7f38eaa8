using System.Threading.Channels;
using LocalVoice.Core.Recordings;
using LocalVoice.Server.Http.Transcriptions;
using LocalVoice.Server.Http.Transcriptions.Decoding;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>Writes an audio stream down while it comes, and sends the text of each part as soon as it is decoded.</summary>
internal sealed class LiveTranscription : IAsyncDisposable
{
    // Blocks ahead of the decode, of 4096 frames at most; 64 ms each as stock clients send them, so 4 s. Then the client waits.
    private const int WaitingBlocks = 64;

    private readonly Channel<ReadOnlyMemory<float>> _audio = Channel.CreateBounded<ReadOnlyMemory<float>>(WaitingBlocks);
    private readonly CancellationTokenSource _end;
    private readonly Task _running;

    /// <param name="longest">Of what is taken.</param>
    public LiveTranscription(
        RecordingTranscriber transcriber,
        RecognitionOptions options,
        TimeSpan longest,
        EventWriter events,
        CancellationToken cancellationToken
    )
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = RunAsync(transcriber, options, longest, events);
    }

    /// <summary>Waits while the decode is too far behind.</summary>
    /// <param name="block">16 kHz mono, −1…1; not changed any more.</param>
    /// <exception cref="Exception">The transcription failed.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<float> block)
    {
        try
        {
            await _audio.Writer.WriteAsync(block, _end.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await _running.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the stream, and returns when the whole transcript was sent.</summary>
    /// <exception cref="Exception">The transcription failed.</exception>
    public Task FinishAsync()
    {
        _audio.Writer.TryComplete();
        return _running;
    }

    /// <summary>Gives up what is not finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync(RecordingTranscriber transcriber, RecognitionOptions options, TimeSpan longest, EventWriter events)
    {
        try
        {
            var audio = new DecodedAudio(_audio.Reader.ReadAllAsync, longest);
            var all = new List<TranscribedPiece>();
            await foreach (var piece in transcriber.TranscribeAsync(audio.ReadAsync(_end.Token), options, _end.Token).ConfigureAwait(false))
            {
                if (all.Count == 0)
                {
                    await BeginAsync(events, piece.Transcript.Language).ConfigureAwait(false);
                }

                var text = (all.Count > 0 ? " " : "") + piece.Transcript.Text;
                await events.WriteAsync("transcript-chunk", new { text }).ConfigureAwait(false);
                all.Add(piece);
            }

            var written = WrittenRecording.Of(all, options.Language, audio.Duration);
            var language = written.Language == LanguageTag.Detected ? null : written.Language;
            if (all.Count == 0)
            {
                await BeginAsync(events, language).ConfigureAwait(false);
            }

            await events.WriteAsync("transcript", new { text = written.Text, language }).ConfigureAwait(false);
            await events.WriteAsync("transcript-stop").ConfigureAwait(false);
        }
        finally
        {
            _audio.Writer.TryComplete();
        }
    }

    private static ValueTask BeginAsync(EventWriter events, string? language) => events.WriteAsync("transcript-start", new { language });
}
