using System.Threading.RateLimiting;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// How many requests use a stage at once; others wait, first come, first served. A request takes its slot once it has arrived
/// whole, so that a slow sender holds none. Thread-safe.
/// </summary>
internal sealed class StageSlots(IOptions<LocalVoiceOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _transcriptions = Slots(options.Value.Http.MaxTranscriptions);
    private readonly ConcurrencyLimiter _speech = Slots(options.Value.Http.MaxSpeech);
    private readonly ConcurrencyLimiter _chats = Slots(options.Value.Http.MaxChats);

    public ValueTask<RateLimitLease> TranscriptionAsync(CancellationToken cancellationToken) =>
        TakeAsync(_transcriptions, cancellationToken);

    public ValueTask<RateLimitLease> SpeechAsync(CancellationToken cancellationToken) => TakeAsync(_speech, cancellationToken);

    public ValueTask<RateLimitLease> ChatAsync(CancellationToken cancellationToken) => TakeAsync(_chats, cancellationToken);

    public void Dispose()
    {
        _transcriptions.Dispose();
        _speech.Dispose();
        _chats.Dispose();
    }

    private static ValueTask<RateLimitLease> TakeAsync(ConcurrencyLimiter slots, CancellationToken cancellationToken) =>
        slots.AcquireAsync(1, cancellationToken);

    /// <summary>The queue has no limit of its own: <see cref="HttpOptions.MaxRequests"/> is one.</summary>
    private static ConcurrencyLimiter Slots(int most) =>
        new(
            new()
            {
                PermitLimit = most,
                QueueLimit = int.MaxValue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
}
