using LocalVoice.Core.Pipeline;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Puts what the user has said so far into the language model's cache while they still speak. One prefill at a time,
/// the newest text wins; a courtesy, so its failure is nobody's.
/// </summary>
internal sealed class PromptPrefiller(SessionContext session) : IAsyncDisposable
{
    private CancellationTokenSource? _cancellation;
    private Task _running = Task.CompletedTask;
    private string _prefilled = "";

    /// <param name="stable">The beginning of the user's message that will not change any more.</param>
    public void Prefill(string stable)
    {
        if (
            session.Engines.Prefill is null
            || !session.Settings.Speculate
            || !_running.IsCompleted
            || (stable.Length > 0 && stable == _prefilled)
        )
        {
            return;
        }

        _prefilled = stable;
        _cancellation?.Dispose();
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        _running = RunAsync(stable, _cancellation.Token);
    }

    /// <summary>Real work is about to start.</summary>
    public void Stop() => _cancellation?.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running.ConfigureAwait(false);
        _cancellation?.Dispose();
    }

    private async Task RunAsync(string stable, CancellationToken cancellationToken)
    {
        var messages = session.History.ToMessages(session.Settings.Instructions, stable.Length == 0 ? null : stable);
        try
        {
            await session.Engines.Prefill!.PrefillAsync(session.SessionId, messages, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever it was: the response itself will tell whether the model works.
        }
    }
}
