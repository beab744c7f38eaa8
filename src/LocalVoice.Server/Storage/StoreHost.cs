using LocalVoice.Server.Configuration;
using LocalVoice.Store;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Storage;

/// <summary>Starts the store before the engines load, and stops it after the last session has ended.</summary>
internal sealed class StoreHost(StoredSessions sessions) : IHostedService
{
    // A database that needs longer is tried again beside the server.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    // Within the host's own margin for what comes after the drain.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <exception cref="OptionsValidationException">The key, or the file, is wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (sessions.Store?.StartAsync(StartPatience, cancellationToken) ?? Task.CompletedTask);
        }
        catch (StoreException refused)
        {
            const string Section = $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Store)}";
            throw new OptionsValidationException(nameof(StoreOptions), typeof(StoreOptions), [$"{Section}: {refused.Message}"]);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => sessions.Store?.StopAsync(StopPatience) ?? Task.CompletedTask;
}
