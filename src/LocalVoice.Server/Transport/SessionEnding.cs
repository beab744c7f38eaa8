using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Server.Transport;

/// <summary>How a session comes to its end, whatever carries it: disposed of, with what failed noted and never thrown.</summary>
internal sealed class SessionEnding(IVoiceSession session, SessionFailures failures, TimeProvider time)
{
    private readonly long _opened = time.GetTimestamp();

    public async Task EndAsync()
    {
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception failure)
        {
            Note(failure);
        }
    }

    public void Note(Exception failure) => failures.OfSession(session.Id, failure, time.GetElapsedTime(_opened));

    /// <summary>A session that failed by itself has reported that.</summary>
    public void NoteUnlessTold(Exception failure)
    {
        if (!session.Events.Completion.IsFaulted)
        {
            Note(failure);
        }
    }

    /// <returns>The reason, once it happened or the session is over.</returns>
    public static async Task<CloseReason> HappenedAsync(CloseReason reason, Task happening, CancellationToken over)
    {
        await happening.WaitAsync(over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return reason;
    }
}
