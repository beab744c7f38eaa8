using LocalVoice.Store.Databases;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Store.Writing;

/// <summary>Deletes conversations that are too old: at the start, then every hour.</summary>
internal sealed partial class RetentionSweep(IConversationDatabase database, TimeSpan retention, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Runs until cancelled; never throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await SweepAsync(stopping).ConfigureAwait(false) is > 0 and var deleted)
                {
                    Swept(deleted, retention);
                }
            }
            catch (Exception failure)
            {
                // The writer says that the database fails; what is too old is deleted the next time.
                var kind = failure.GetType().Name;
                NotSwept(kind);
            }

            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How many conversations were deleted.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) =>
        database.DeleteAsync(new(StartedBefore: time.GetUtcNow() - retention), cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Conversations} conversations older than {Retention:g} were deleted")]
    private partial void Swept(int conversations, TimeSpan retention);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Conversations that are too old were not deleted yet: {Kind}")]
    private partial void NotSwept(string kind);
}
