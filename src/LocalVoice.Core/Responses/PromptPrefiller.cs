using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Prefills the language model's cache with the interim text while the user speaks. One prefill at a time:
/// calls during a prefill are ignored. Best effort: so are failures.
/// </summary>
internal sealed class PromptPrefiller(SessionContext session) : IAsyncDisposable
{
    private CancellationTokenSource? _cancellation;
    private Task _running = Task.CompletedTask;
    private string _prefilled = "";

    /// <param name="likely">Prefix of the user's message; where it changes after all, the rest is computed anew.</param>
    public void Prefill(string likely)
    {
        if (
            session.Engines.Prefill is not { } cache
            || !session.Settings.Speculate
            || !_running.IsCompleted
            || (likely.Length > 0 && likely == _prefilled)
            || !session.Load.Allows(SheddableWork.Prefill)
        )
        {
            return;
        }

        _prefilled = likely;
        _cancellation?.Dispose();
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        _running = RunAsync(cache, likely, _cancellation.Token);
    }

    /// <summary>Cancels the prefill before a response starts.</summary>
    public void Stop() => _cancellation?.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running.ConfigureAwait(false);
        _cancellation?.Dispose();
    }

    private async Task RunAsync(IPromptPrefill cache, string likely, CancellationToken cancellationToken)
    {
        var settings = session.Settings;
        var messages = session.History.ToMessages(settings.Instructions, likely.Length == 0 ? null : likely);
        var options = new ChatOptions { ConversationId = session.SessionId, MaxOutputTokens = settings.MaxOutputTokens };

        // Rendering and tokenising a long conversation must not hold up the session's loop.
        await Task.Yield();
        try
        {
            await cache.PrefillAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Ignored: a model failure also fails the response, which reports it.
        }
    }
}
