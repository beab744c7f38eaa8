using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Capacity;

/// <summary>Rehearses a turn before the first session, unless the number of sessions is configured.</summary>
internal sealed partial class CapacityMeasure(
    Rehearsal rehearsal,
    SessionCapacity capacity,
    TimeProvider time,
    ILogger<CapacityMeasure> logger
)
{
    // A turn that takes longer answers nobody in time anyway.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>A turn that fails stops nothing: what is wrong shows at the first call.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        capacity.IsConfigured ? Task.CompletedTask : capacity.During(MeasureAsync(cancellationToken));

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        capacity.Unknown();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await rehearsal.RunAsync(either.Token).ConfigureAwait(false) is ResponseStatus.Completed or ResponseStatus.Incomplete)
            {
                Measured(capacity.Sessions);
                return;
            }

            NotMeasured("no whole response", capacity.Sessions);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            NotMeasured(failure.GetType().Name, capacity.Sessions);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A rehearsed turn lets expect {Sessions} sessions at once; more are refused")]
    private partial void Measured(int sessions);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The rehearsed turn failed ({Why}): {Sessions} sessions at once are taken; LocalVoice:Admission:MaxSessions sets more"
    )]
    private partial void NotMeasured(string why, int sessions);
}
