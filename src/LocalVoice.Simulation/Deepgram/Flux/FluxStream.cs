using System.Net.WebSockets;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram.Connections;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>One connection to v2/listen.</summary>
internal sealed class FluxStream(DeepgramConnection connection, FluxSettings settings, FluxTranscriber transcriber, FluxMessages messages)
{
    /// <summary>
    /// "if you are not sending audio and want to keep the websocket open, you'll just need to send websocket pings regularly (timeout
    /// is 60s)": a member of Deepgram at github.com/deepgram/deepgram-python-sdk/issues/618, 30 October 2025; another one at 649, 30
    /// January 2026. How it closes then is not told: as the other streams do, here.
    /// </summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private FluxSettings _settings = settings;
    private TurnFault _fault = TurnFault.None;

    public async Task RunAsync()
    {
        await using var idle = new IdleLimit(
            LongestSilence,
            connection.OpenedAt,
            connection.Time,
            () => _ = connection.Outbox.CloseAsync(WebSocketCloseStatus.InternalServerError, CloseReasons.Net0001).AsTask()
        );
        connection.Socket.Received += idle.Heard;
        await SendAsync(messages.Connected(connection.RequestId)).ConfigureAwait(false);
        while (await connection.Reader.ReadAsync().ConfigureAwait(false) is { } message)
        {
            if (message.Type == WebSocketMessageType.Binary)
            {
                connection.Log.Heard(message, null);
                await HearAsync(message.Payload).ConfigureAwait(false);
            }
            else
            {
                var json = ClientText.Parse(message.Text);
                connection.Log.Heard(message, json.Type());
                await ObeyAsync(json).ConfigureAwait(false);
            }
        }
    }

    private async Task HearAsync(byte[] audio)
    {
        if (audio.Length == 0)
        {
            await CloseAsync().ConfigureAwait(false);
        }
        else if (audio.Length % sizeof(short) != 0)
        {
            await connection.Outbox.CloseAsync(WebSocketCloseStatus.PolicyViolation, CloseReasons.Data0000).ConfigureAwait(false);
        }
        else
        {
            await TellAsync(transcriber.Hear(audio)).ConfigureAwait(false);
        }
    }

    private Task ObeyAsync(JsonElement? json) =>
        json.Type() switch
        {
            "Configure" => ConfigureAsync(json!.Value),
            "ForceEndTurn" => TellAsync(transcriber.ForceEnd()),
            "CloseStream" => CloseAsync(),
            _ => RefuseAsync(),
        };

    private async Task ConfigureAsync(JsonElement configure)
    {
        if (FluxConfiguration.Apply(_settings, configure) is not { } next)
        {
            await SendAsync(messages.ConfigureFailure(connection.RequestId)).ConfigureAwait(false);
            return;
        }

        (_settings, transcriber.Thresholds) = (next, next.Thresholds);
        await SendAsync(messages.ConfigureSuccess(connection.RequestId, next)).ConfigureAwait(false);
    }

    /// <summary>
    /// KeepAlive, too, ends the stream: github.com/deepgram/deepgram-python-sdk/issues/649, 24 January 2026 ("immediately dies with
    /// error 1005").
    /// </summary>
    private async Task RefuseAsync()
    {
        await SendAsync(
                messages.Error("UNPARSABLE_CLIENT_MESSAGE", "Text message received from client did not match any of the formats we expect.")
            )
            .ConfigureAwait(false);
        await connection.Outbox.CloseAsync(null, null).ConfigureAwait(false);
    }

    /// <summary>No EndOfTurn, no summary and no status: developers.deepgram.com/docs/flux/close-stream.</summary>
    private async Task CloseAsync()
    {
        await TellAsync(transcriber.Close()).ConfigureAwait(false);
        await connection.Outbox.CloseAsync(null, null).ConfigureAwait(false);
    }

    private async Task TellAsync(IEnumerable<TurnInfo> turns)
    {
        foreach (var told in turns)
        {
            if (told.Event == TurnEvent.StartOfTurn)
            {
                _fault = connection.Faults.Next();
            }

            var message = Outgoing.Text(messages.TurnInfo(connection.RequestId, told, _settings)) with
            {
                Delay = transcriber.Lag,
                IsResult = true,
                Fault = _fault,
            };
            await connection.Outbox.SendAsync(message).ConfigureAwait(false);
            _fault = told.Event == TurnEvent.EndOfTurn ? TurnFault.None : _fault;
        }
    }

    private async Task SendAsync(string json) => await connection.Outbox.SendAsync(Outgoing.Text(json)).ConfigureAwait(false);
}
