using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>One response at a time. Thread-safe.</summary>
internal sealed class ResponseQueue(SimulatedRealtimeOptions options, FaultPlan faults, EventSender sender, SessionSettings settings)
{
    private volatile SpokenResponse? _active;
    private int _created;

    public Conversation Conversation { get; } = new();

    public bool IsBusy => _active is not null;

    /// <param name="request">The <c>response</c> of the client's event; null: the service itself responds.</param>
    /// <exception cref="RefusedException">A response is under way.</exception>
    public void Start(JsonElement? request, CancellationToken left)
    {
        if (_active is { } active)
        {
            throw new RefusedException(
                new Refusal.Other(
                    $"Conversation already has an active response in progress: {active.Id}. "
                        + "Wait until the response is finished before creating a new one.",
                    Code: "conversation_already_has_active_response"
                )
            );
        }

        var id = $"resp_simulated{Interlocked.Increment(ref _created):D4}";
        var response = new SpokenResponse(id, options, faults.Take(), sender, settings, Conversation, request, left);
        _active = response;
        response.Start(() => _active = null);
    }

    /// <summary>Ends the response that is under way, if there is one, after the last of its events.</summary>
    public async Task InterruptAsync(string reason)
    {
        if (_active is { } active)
        {
            await active.CancelAsync(reason).ConfigureAwait(false);
        }
    }

    /// <exception cref="RefusedException">There is none, or another one.</exception>
    public Task CancelAsync(string? id)
    {
        if (_active is not { } active || (id is not null && id != active.Id))
        {
            throw new RefusedException(
                new Refusal.Other("Cancellation failed: no active response found", Code: "response_cancel_not_active")
            );
        }

        return active.CancelAsync("client_cancelled");
    }

    /// <summary>The client has left.</summary>
    /// <returns>Whether a response was under way.</returns>
    public async Task<bool> AbandonAsync()
    {
        if (_active is not { } active)
        {
            return false;
        }

        sender.Flow = Flow.Silent;
        await active.CancelAsync("client_cancelled").ConfigureAwait(false);
        return true;
    }
}
