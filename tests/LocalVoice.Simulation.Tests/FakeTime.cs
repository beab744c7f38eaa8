using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests;

/// <summary>Fake time that goes on while something real is waited for.</summary>
internal static class FakeTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Real time in which a server reacts to a step.</summary>
    private static readonly TimeSpan Reaction = TimeSpan.FromMilliseconds(20);

    /// <returns>How far the time went, in steps of 10 ms.</returns>
    public static async Task<TimeSpan> AdvanceUntilAsync(this FakeTimeProvider time, Task task)
    {
        var begun = time.GetTimestamp();
        while (!await EndsAsync(task))
        {
            time.Advance(Step);
        }

        await task;
        return time.GetElapsedTime(begun);
    }

    private static async Task<bool> EndsAsync(Task task)
    {
        await task.WaitAsync(Reaction).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}
