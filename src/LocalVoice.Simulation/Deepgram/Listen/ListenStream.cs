using System.Net.WebSockets;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram.Connections;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>One connection to v1/listen.</summary>
internal sealed class ListenStream(DeepgramConnection connection, ListenTranscriber transcriber, ListenMessages messages)
{
    /// <summary>developers.deepgram.com/docs/audio-keep-alive.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private TurnFault _fault = TurnFault.None;
    private bool _hadAudio;
    private bool _inTurn;

    public static FaultWords Faults { get; } = new(() => null, WebSocketCloseStatus.InternalServerError, CloseReasons.Net0000);

    public async Task RunAsync()
    {
        await using var idle = new IdleLimit(
            LongestSilence,
            connection.OpenedAt,
            connection.Time,
            () => _ = connection.Outbox.CloseAsync(WebSocketCloseStatus.InternalServerError, CloseReasons.Net0001).AsTask()
        );
        while (await connection.Reader.ReadAsync().ConfigureAwait(false) is { } message)
        {
            if (message.Type == WebSocketMessageType.Binary)
            {
                _hadAudio = true;
                idle.Heard();
                connection.Log.Heard(message, null);
                await HearAsync(message.Payload).ConfigureAwait(false);
            }
            else
            {
                var json = ClientText.Parse(message.Text);
                if (_hadAudio)
                {
                    // "Using KeepAlive messages alone will not prevent closure; you must send at least one audio message."
                    idle.Heard();
                }

                connection.Log.Heard(message, json.Type());
                await ObeyAsync(message.Text, json).ConfigureAwait(false);
            }
        }
    }

    private async Task HearAsync(byte[] audio)
    {
        if (audio.Length == 0)
        {
            // What CloseStream was before it had a name.
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

    private async Task ObeyAsync(string text, JsonElement? json)
    {
        switch (json.Type())
        {
            case "KeepAlive":
                break;
            case "Finalize":
                await TellAsync(transcriber.Finalize()).ConfigureAwait(false);
                break;
            case "CloseStream":
                await CloseAsync().ConfigureAwait(false);
                break;
            default:
                await RefuseAsync(text, isJson: json is not null, json.Type()).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>The words are those of a real response; that text which is no JSON also ends the stream is assumed.</summary>
    private async Task RefuseAsync(string text, bool isJson, string? type)
    {
        var why =
            !isJson ? "expected value at line 1 column 1"
            : type is null ? "missing field `type`"
            : $"unknown variant `{type}`, expected one of `CloseStream`, `Configure`, `Sync`, `KeepAlive`, `Finalize`";
        await connection.Outbox.SendAsync(Outgoing.Text(ListenMessages.Error(why, text))).ConfigureAwait(false);
        if (!isJson)
        {
            await connection.Outbox.CloseAsync(WebSocketCloseStatus.PolicyViolation, CloseReasons.Data0000).ConfigureAwait(false);
        }
    }

    private async Task CloseAsync()
    {
        await TellAsync(transcriber.Close()).ConfigureAwait(false);
        var metadata = messages.Metadata(transcriber.Duration, connection.Time.GetUtcNow());
        await connection.Outbox.SendAsync(Outgoing.Text(metadata)).ConfigureAwait(false);
        await connection.Outbox.CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
    }

    private async Task TellAsync(IEnumerable<ListenEvent> events)
    {
        foreach (var told in events)
        {
            BeginTurn(told);
            var isFinal = told is ListenEvent.Results { Kind: not ResultsKind.Interim };
            await connection
                .Outbox.SendAsync(
                    Outgoing.Text(messages.Write(told)) with
                    {
                        Delay = connection.Delays.Draw(isFinal ? "listen.final" : "listen.interim"),
                        IsResult = told is ListenEvent.Results,
                        Fault = _fault,
                    }
                )
                .ConfigureAwait(false);
            _inTurn &= told is not ListenEvent.Results { Kind: ResultsKind.Endpoint or ResultsKind.Finalize };
        }
    }

    /// <summary>A turn begins with the first sign of speech after a pause.</summary>
    private void BeginTurn(ListenEvent told)
    {
        if (!_inTurn && told is ListenEvent.Results { Words.Count: > 0 } or ListenEvent.SpeechStarted)
        {
            (_inTurn, _fault) = (true, connection.Faults.Next());
        }
    }
}
