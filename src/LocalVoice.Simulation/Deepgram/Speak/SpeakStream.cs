using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram.Connections;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>
/// One connection to v1/speak. Its closes are those of
/// developers.deepgram.com/docs/tts-troubleshooting-websocket-net-and-data-errors.
/// </summary>
internal sealed class SpeakStream(DeepgramConnection connection, SpeakSettings settings, SpokenVoice voice)
{
    /// <summary>developers.deepgram.com/docs/tts-ws-flush.</summary>
    private const int FlushesPerMinute = 20;

    /// <summary>developers.deepgram.com/docs/text-to-speech-latency: "up to 2000 characters of text input".</summary>
    private const int LongestText = 2000;

    /// <summary>github.com/jambonz/jambonz-feature-server/issues/1214, 27 May 2025; the documents name no number.</summary>
    private const int CharactersPerMinute = 2400;

    private readonly StringBuilder _text = new();
    private readonly RecentUse _flushes = new(FlushesPerMinute, connection.Time);
    private readonly RecentUse _characters = new(CharactersPerMinute, connection.Time);

    public static FaultWords Faults { get; } =
        new(() => null, WebSocketCloseStatus.InternalServerError, "NET-0000: Internal server error.");

    public async Task RunAsync()
    {
        await SendAsync(SpeakMessages.Metadata(connection.RequestId, settings.Model)).ConfigureAwait(false);
        await using var speaker = new Speaker(connection, voice);
        while (await connection.Reader.ReadAsync().ConfigureAwait(false) is { } message)
        {
            var json = message.Type == WebSocketMessageType.Text ? ClientText.Parse(message.Text) : null;
            connection.Log.Heard(message, json.Type());
            await ObeyAsync(message, json, speaker).ConfigureAwait(false);
        }
    }

    private async Task ObeyAsync(ClientMessage message, JsonElement? json, Speaker speaker)
    {
        switch (json.Type())
        {
            case "Speak" when json?.Text("text") is { } text:
                await AppendAsync(text).ConfigureAwait(false);
                break;
            case "Flush" when !_flushes.TryUse(1):
                await SendAsync(
                        SpeakMessages.Warning("Too many Flush messages: at most 20 are processed every 60 seconds.", "EXCESSIVE_FLUSH")
                    )
                    .ConfigureAwait(false);
                break;
            case "Flush":
                await speaker.SayAsync(_text.ToString()).ConfigureAwait(false);
                _text.Clear();
                break;
            case "Clear":
                _text.Clear();
                await speaker.ClearAsync().ConfigureAwait(false);
                break;
            case "Close":
                await speaker.StopAsync().ConfigureAwait(false);
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
                break;
            default:
                await RefuseAsync(message).ConfigureAwait(false);
                break;
        }
    }

    private async Task AppendAsync(string text)
    {
        if (text.Length > LongestText)
        {
            await CloseAsync(WebSocketCloseStatus.MessageTooBig, "BIG-0001: Input text has too many characters.").ConfigureAwait(false);
        }
        else if (!_characters.TryUse(text.Length))
        {
            await CloseAsync(WebSocketCloseStatus.PolicyViolation, "DATA-0001: Too many input characters submitted in recent time window.")
                .ConfigureAwait(false);
        }
        else
        {
            _text.Append(text);
        }
    }

    private Task RefuseAsync(ClientMessage message) =>
        message switch
        {
            { Type: WebSocketMessageType.Binary } => CloseAsync(
                WebSocketCloseStatus.InvalidMessageType,
                "MESSAGE-0000: Input message isn't a supported websocket message type."
            ),
            { Oversized: true } => CloseAsync(WebSocketCloseStatus.MessageTooBig, "BIG-0000: Input message is too large."),
            _ => CloseAsync(WebSocketCloseStatus.PolicyViolation, "DATA-0000: Input message isn't recognized as a valid command."),
        };

    private async Task SendAsync(string json) => await connection.Outbox.SendAsync(Outgoing.Text(json)).ConfigureAwait(false);

    private async Task CloseAsync(WebSocketCloseStatus status, string reason) =>
        await connection.Outbox.CloseAsync(status, reason).ConfigureAwait(false);
}
