using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Store;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Storage;

/// <summary>Has sessions stored, whatever carries them, where the operator wants it.</summary>
internal sealed class StoredSessions(
    IOptions<LocalVoiceOptions> options,
    TimeProvider time,
    IMeterFactory meters,
    ILogger<ConversationStore> logger
) : IAsyncDisposable
{
    /// <summary>Null where nothing is stored.</summary>
    public ConversationStore? Store { get; } =
        options.Value.Store is { Enabled: true } store ? new(store.Read().Setup!, time, logger, meters) : null;

    /// <param name="caller">The name of the key that admitted the client; null for none.</param>
    /// <param name="channel">What carries the session.</param>
    /// <returns>What the session is to tell; null for nobody.</returns>
    public ISessionObserver? Observe(string? caller, string channel) => Store?.Observe(caller ?? "", channel);

    /// <summary>For <c>/readyz</c>: without words, names or addresses. Null where nothing is stored.</summary>
    public object? Health =>
        Store is { } store
            ? new
            {
                state = store.State,
                queued = store.Queued,
                lost = store.Lost,
            }
            : null;

    public ValueTask DisposeAsync() => Store?.DisposeAsync() ?? default;
}
