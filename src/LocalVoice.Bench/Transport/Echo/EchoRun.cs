using System.Collections.Concurrent;
using System.Diagnostics;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Transport.Voice;
using LocalVoice.Client;

namespace LocalVoice.Bench.Transport.Echo;

/// <summary>Holds many echoed calls at once, and measures what they take of the server's process.</summary>
/// <param name="server">Null where it runs elsewhere.</param>
public sealed class EchoRun(EchoCaller caller, Process? server, TimeProvider time)
{
    /// <param name="calls">At least 1.</param>
    /// <param name="warmUp">With all calls, before the measurement: lets compilation end.</param>
    /// <param name="window">Of the measurement, and of the one without a call before it.</param>
    /// <exception cref="ClientException">A call cannot be opened, or was lost.</exception>
    public async Task<EchoFigures> MeasureAsync(int calls, TimeSpan warmUp, TimeSpan window, CancellationToken cancellationToken)
    {
        var idle = server is null ? null : await ShareDuringAsync(Task.Delay(window, time, cancellationToken));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delays = new ConcurrentQueue<TimeSpan>();
        var talking = new List<Task<HeardCount>>();
        for (var call = 0; call < calls; call++)
        {
            var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            talking.Add(caller.TalkAsync(() => connected.TrySetResult(), delays.Enqueue, over.Token));
            await await Task.WhenAny(connected.Task, talking[^1]);
        }

        await WhileAsync(talking, warmUp, cancellationToken);
        delays.Clear();
        var share = await ShareDuringAsync(WhileAsync(talking, window, cancellationToken));
        var measured = delays.ToArray();
        await over.CancelAsync();
        var heard = await Task.WhenAll(talking);
        return new(
            calls,
            window.TotalSeconds,
            idle is { } without ? Math.Round(without, 2) : null,
            share - idle is { } all ? Math.Round(all / calls, 2) : null,
            Distribution.Of(measured.Select(delay => delay.TotalMilliseconds)),
            Math.Round(100.0 * heard.Sum(count => count.Concealed) / Math.Max(1, heard.Sum(count => count.All)), 2)
        );
    }

    /// <summary>A call that ends before has failed.</summary>
    private async Task WhileAsync(IEnumerable<Task> talking, TimeSpan span, CancellationToken cancellationToken)
    {
        var waiting = Task.Delay(span, time, cancellationToken);
        await await Task.WhenAny([waiting, .. talking]);
        await waiting;
    }

    /// <returns>Percent of a core; null where the process is not ours.</returns>
    private async Task<double?> ShareDuringAsync(Task work)
    {
        var (begun, busy) = (time.GetTimestamp(), server?.BusyTime());
        await work;
        return 100 * ((server?.BusyTime() - busy) / time.GetElapsedTime(begun));
    }
}
