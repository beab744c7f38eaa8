using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Capacity;

/// <summary>
/// Rehearses a turn before the first session, unless the number of sessions is configured, or a stage is never served by this
/// machine: another one's service is not asked, nor paid, for a rehearsal, and a model that nobody uses is not loaded.
/// </summary>
internal sealed partial class CapacityMeasure(
    Func<Rehearsal> rehearsal,
    EnabledBackends enabled,
    SessionCapacity capacity,
    TurnStatistics statistics,
    TurnTelemetry telemetry,
    TimeProvider time,
    ILogger<CapacityMeasure> logger
)
{
    // A turn that takes longer answers nobody in time anyway.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>A turn that fails stops nothing: what is wrong shows at the first call.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (capacity.IsConfigured)
        {
            return Task.CompletedTask;
        }

        capacity.Unknown();
        if (EnabledBackends.Stages.FirstOrDefault(stage => !enabled.Of(stage).Any(EnabledBackends.IsLocal)) is not { } elsewhere)
        {
            return capacity.During(MeasureAsync(cancellationToken), time);
        }

        NotRehearsed(elsewhere, capacity.Sessions);
        return Task.CompletedTask;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        using var nobodys = telemetry.Pause();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await rehearsal().RunAsync(either.Token).ConfigureAwait(false) is ResponseStatus.Completed or ResponseStatus.Incomplete)
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
        finally
        {
            statistics.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A rehearsed turn lets expect {Sessions} sessions at once; more are refused")]
    private partial void Measured(int sessions);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No turn is rehearsed, for {Stage} is on another machine: {Sessions} sessions at once are taken; "
            + "LocalVoice:Admission:MaxSessions sets more"
    )]
    private partial void NotRehearsed(string stage, int sessions);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The rehearsed turn failed ({Why}): {Sessions} sessions at once are taken; LocalVoice:Admission:MaxSessions sets more"
    )]
    private partial void NotMeasured(string why, int sessions);
}
