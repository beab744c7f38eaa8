using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>A response from <c>response.created</c> to <c>response.done</c>.</summary>
internal sealed class SpokenResponse(
    string id,
    SimulatedRealtimeOptions options,
    Fault fault,
    EventSender sender,
    SessionSettings settings,
    Conversation conversation,
    JsonElement? request,
    CancellationToken left
)
{
    private readonly ResponseEvents _events = new(id, settings, conversation, request);
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(left);
    private string _reason = "client_cancelled";
    private Task _run = Task.CompletedTask;

    public string Id => id;

    /// <param name="ended">Before the last events go out: a client may answer them with the next response.</param>
    public void Start(Action ended) => _run = Task.Run(() => RunAsync(ended), CancellationToken.None);

    /// <summary>Returns when the last event is out.</summary>
    public async Task CancelAsync(string reason)
    {
        _reason = reason;
        try
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself just now.
        }

        await _run.ConfigureAwait(false);
    }

    private async Task RunAsync(Action ended)
    {
        try
        {
            await SendAsync(_events.Created()).ConfigureAwait(false);
            var end = await SpeakAsync().ConfigureAwait(false);
            ended();
            await SendAsync(end).ConfigureAwait(false);
            await SendAsync(ResponseEvents.RateLimits()).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client has left.
            ended();
        }
        finally
        {
            _cancel.Dispose();
        }
    }

    /// <returns>The response's end.</returns>
    private async Task<JsonObject> SpeakAsync()
    {
        if (fault.Refusal("", "gpt-realtime") is { } refusal)
        {
            return _events.Failed((JsonObject)OpenAIErrors.Answer(refusal).Body["error"]!);
        }

        var speech = ResponseSpeech.Of(options.Respond(conversation.LastUserText), options.AudioSpeed, settings);
        var pace = new TokenPace(options.FirstAudio, speech.PiecesPerSecond, options.Time);
        try
        {
            await pace.UntilAsync(0, _cancel.Token).ConfigureAwait(false);
            foreach (var opening in _events.Opening())
            {
                await SendAsync(opening).ConfigureAwait(false);
            }

            foreach (var (index, piece) in speech.Pieces.Index())
            {
                await pace.UntilAsync(index, _cancel.Token).ConfigureAwait(false);
                _cancel.Token.ThrowIfCancellationRequested();
                if (index == fault.After && !await StrikeAsync().ConfigureAwait(false))
                {
                    return await EndAsync("failed").ConfigureAwait(false);
                }

                foreach (var delta in _events.Deltas(piece))
                {
                    await SendAsync(delta).ConfigureAwait(false);
                }
            }

            return await EndAsync("completed").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!left.IsCancellationRequested)
        {
            return await EndAsync("cancelled").ConfigureAwait(false);
        }
    }

    private async Task<JsonObject> EndAsync(string status)
    {
        foreach (var closing in _events.Closing(status))
        {
            await SendAsync(closing).ConfigureAwait(false);
        }

        return status switch
        {
            "completed" => _events.Completed(),
            "cancelled" => _events.Cancelled(_reason),
            _ => _events.Failed((JsonObject)OpenAIErrors.Amid()["error"]!.DeepClone()),
        };
    }

    /// <returns>Whether the response goes on.</returns>
    private async Task<bool> StrikeAsync()
    {
        switch (fault.Kind)
        {
            case FaultKind.Stall:
                sender.Flow = Flow.Silent;
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, _cancel.Token).ConfigureAwait(false);
                return true;
            case FaultKind.SlowDrip:
                sender.Flow = Flow.Dripping;
                return true;
            case FaultKind.CloseAmid:
                sender.BreakOff();
                return true;
            case FaultKind.Garbage:
                await sender.SendAsync("{\"type\":\"response.output_au", left).ConfigureAwait(false);
                return true;
            case FaultKind.ErrorAmid:
                await SendAsync(_events.ServerError()).ConfigureAwait(false);
                return false;
            default:
                return true;
        }
    }

    private Task SendAsync(JsonObject item) => sender.SendAsync(item, left);
}
