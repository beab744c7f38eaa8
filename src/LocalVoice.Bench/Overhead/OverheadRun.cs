using System.Diagnostics;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Overhead;

/// <summary>
/// Measures what one session takes of a server's process, which nobody else may use meanwhile. The client is in this
/// process, and not part of the figures.
/// </summary>
/// <param name="utterance">What the user says each turn.</param>
public sealed class OverheadRun(Uri realtimeUrl, string apiKey, Recording utterance, Process server, TimeProvider time)
{
    // Code is compiled anew by how often it runs: several calls bring that to an end sooner. Chosen by trial, not measured.
    private const int WarmUpCalls = 8;

    /// <summary>From the opening of a session until it is measured. Chosen by trial, not measured.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <param name="warmUp">Talk of several callers before the first figure, at least one turn each: lets compilation end.</param>
    /// <param name="window">Length of each measurement.</param>
    /// <exception cref="ClientException">The session was lost, or a turn had no response.</exception>
    public async Task<OverheadDocument> MeasureAsync(TimeSpan warmUp, TimeSpan window, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, WarmUpCalls).Select(_ => WarmUpAsync(warmUp, cancellationToken)));
        return new OverheadDocument(
            await MeasureAsync(muted: true, WaitAsync, window, cancellationToken),
            await MeasureAsync(muted: false, WaitAsync, window, cancellationToken),
            await MeasureAsync(muted: false, TalkAsync, window, cancellationToken)
        );
    }

    private async Task WarmUpAsync(TimeSpan least, CancellationToken cancellationToken)
    {
        await using var call = await OpenAsync(muted: false, cancellationToken);
        var begun = time.GetTimestamp();
        do
        {
            await TakeTurnAsync(call, cancellationToken);
        } while (time.GetElapsedTime(begun) < least);
    }

    /// <param name="activity">What goes on in the session until cancelled.</param>
    /// <returns>Percent of a core.</returns>
    private async Task<double> MeasureAsync(
        bool muted,
        Func<RealtimeCall, CancellationToken, Task> activity,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var call = await OpenAsync(muted, cancellationToken);
        var running = activity(call, over.Token);
        await WhileAsync(running, Settling, cancellationToken);
        var (begun, busy) = (time.GetTimestamp(), server.BusyTime());
        await WhileAsync(running, window, cancellationToken);
        var share = (server.BusyTime() - busy) / time.GetElapsedTime(begun);
        await over.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Math.Round(100 * share, 2);
    }

    /// <summary>Waits for <paramref name="span"/>; an activity that ends before it has failed.</summary>
    private async Task WhileAsync(Task running, TimeSpan span, CancellationToken cancellationToken)
    {
        var waiting = Task.Delay(span, time, cancellationToken);
        await await Task.WhenAny(waiting, running);
        await waiting;
    }

    private Task WaitAsync(RealtimeCall call, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    private async Task TalkAsync(RealtimeCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            await TakeTurnAsync(call, cancellationToken);
        }
    }

    private async Task TakeTurnAsync(RealtimeCall call, CancellationToken cancellationToken)
    {
        if (await call.SayAsync(utterance, cancellationToken) is { HasResponse: false } turn)
        {
            throw new ClientException(
                $"A turn had no response, so that talking cannot be measured. {turn.Error}".TrimEnd(),
                "Try again on a machine that is less busy.",
                ClientFault.Refused
            );
        }
    }

    private Task<RealtimeCall> OpenAsync(bool muted, CancellationToken cancellationToken) =>
        RealtimeCall.OpenAsync(realtimeUrl, new CallOptions { ApiKey = apiKey, Muted = muted }, time, cancellationToken);
}
