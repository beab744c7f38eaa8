using System.Globalization;
using System.Runtime.InteropServices;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// The native threads of one decode. An encode cannot be stopped; when nobody waits for it any more, it goes on with the time
/// that all other threads leave. On Linux a thread inherits name and scheduling policy from the one that starts it
/// (pthread_setname_np(3), sched(7)): by its name whisper.cpp's workers are found. Elsewhere nothing yields. Thread-safe.
/// </summary>
internal sealed partial class DecodeThreads
{
    private const int IdlePolicy = 5;
    private const string Tasks = "/proc/self/task";

    private static long _last;

    private readonly Lock _sync = new();
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"decode-{Interlocked.Increment(ref _last) % 1_000_000}");
    private bool _entered;
    private bool _yields;

    /// <summary>Whether threads can yield on this platform.</summary>
    public static bool CanYield { get; } = OperatingSystem.IsLinux();

    /// <summary>On the thread that is about to compute, before it starts others.</summary>
    public void Enter()
    {
        if (!CanYield)
        {
            return;
        }

        lock (_sync)
        {
            _entered = true;
            _ = NameThread(CurrentThread(), _name);
            if (_yields)
            {
                SetIdle(0);
            }
        }
    }

    /// <summary>From now on they compute only while nothing else would; cannot be undone. Takes under a millisecond.</summary>
    public void Yield()
    {
        if (!CanYield)
        {
            return;
        }

        lock (_sync)
        {
            (var entered, _yields) = (_entered && !_yields, true);
            if (entered)
            {
                // Twice: one that a thread of theirs started meanwhile.
                YieldNow();
                YieldNow();
            }
        }
    }

    private void YieldNow()
    {
        foreach (var task in Directory.EnumerateDirectories(Tasks))
        {
            if (NameOf(task) == _name && int.TryParse(Path.GetFileName(task), CultureInfo.InvariantCulture, out var id))
            {
                SetIdle(id);
            }
        }
    }

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).TrimEnd('\n');
        }
        catch (IOException)
        {
            // The thread has ended.
            return "";
        }
    }

    private static void SetIdle(int thread)
    {
        var parameters = 0;
        _ = SetScheduler(thread, IdlePolicy, ref parameters);
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nuint CurrentThread();

    [LibraryImport("libc", EntryPoint = "pthread_setname_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NameThread(nuint thread, string name);

    /// <param name="parameters">struct sched_param: a priority, 0.</param>
    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, ref int parameters);
}
