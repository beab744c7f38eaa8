namespace LocalVoice.Testing.Memory;

/// <summary>What a step on the audio path allocates once it is warm.</summary>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// Bytes that <paramref name="times"/> calls of the step allocate on this thread: the least of a few rounds, since the
    /// runtime's own work between them, such as trimming pools or compiling a method anew, is not the step's.
    /// </summary>
    /// <param name="step">Ends on the thread that calls it.</param>
    public static long Of(int times, Action step) => Enumerable.Range(0, Rounds).Min(_ => InRound(times, step));

    private static long InRound(int times, Action step)
    {
        step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
