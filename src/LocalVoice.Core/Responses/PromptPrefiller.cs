using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Prefills the language model's cache with the interim text while the user speaks. One prefill at a time; of those wanted
/// meanwhile the newest follows. Best effort: so are failures. Used by the session's loop only.
/// </summary>
internal sealed class PromptPrefiller(SessionContext session) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
    private Task _running = Task.CompletedTask;
    private string _prefilled = "";
    private Wanted? _wanted;
    private bool _isRunning;

    /// <param name="likely">Prefix of the user's message; where it changes after all, the rest is computed anew.</param>
    public void Prefill(string likely)
    {
        if (
            session.Engines.Prefill is not { } cache
            || !session.Settings.Speculate
            || (likely.Length > 0 && likely == _prefilled)
            || !session.Load.Allows(SheddableWork.Prefill)
        )
        {
            return;
        }

        _prefilled = likely;
        var settings = session.Settings;
        var messages = session.History.ToMessages(settings.Instructions, likely.Length == 0 ? null : likely);
        var options = session
            .Tools.Offer(settings.Tools)
            .ApplyTo(new() { ConversationId = session.SessionId, MaxOutputTokens = settings.MaxOutputTokens })
            .WithTruncation(settings.Truncation);
        lock (_lock)
        {
            _wanted = new(cache, messages, options, _cancellation.Token);
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        _running = RunAsync();
    }

    /// <summary>Cancels what is prefilled or wanted, before a response starts.</summary>
    public void Stop()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        _prefilled = "";
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running.ConfigureAwait(false);
        _cancellation.Dispose();
    }

    private async Task RunAsync()
    {
        // Rendering and tokenising a long conversation must not hold up the session's loop.
        await Task.Yield();
        while (Take() is { } wanted)
        {
            try
            {
                await wanted.Cache.PrefillAsync(wanted.Messages, wanted.Options, wanted.Cancelled).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Ignored: a model failure also fails the response, which reports it.
            }
        }
    }

    private Wanted? Take()
    {
        lock (_lock)
        {
            (var wanted, _wanted) = (_wanted, null);
            _isRunning = wanted is not null;
            return wanted;
        }
    }

    private sealed record Wanted(
        IPromptPrefill Cache,
        IReadOnlyList<ChatMessage> Messages,
        ChatOptions Options,
        CancellationToken Cancelled
    );
}
