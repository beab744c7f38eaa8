using System.Net.WebSockets;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Requests;

/// <summary>Writes down what one client does.</summary>
internal sealed class RequestLog(DeepgramRequests all, DeepgramRequest request)
{
    private const string Audio = "audio";

    private readonly List<string> _messages = [];
    private readonly List<string> _texts = [];
    private DeepgramRequest _request = request;

    /// <summary>Read under the lock of the whole list.</summary>
    public DeepgramRequest Request => _request with { Messages = [.. _messages], Texts = [.. _texts] };

    public void Answered(int status) => all.Change(() => _request = _request with { Status = status });

    /// <param name="kind">The type of a text message; null where it has none.</param>
    public void Heard(ClientMessage message, string? kind) =>
        all.Change(() =>
        {
            var isAudio = message.Type == WebSocketMessageType.Binary;
            if (!isAudio)
            {
                _texts.Add(message.Text);
                _messages.Add(kind ?? "text");
            }
            else if (_messages is not [.., Audio])
            {
                _messages.Add(Audio);
            }

            _request = _request with
            {
                Bytes = _request.Bytes + message.Payload.Length,
                AudioMessages = _request.AudioMessages + (isAudio ? 1 : 0),
            };
        });

    public void Ended() => all.Change(() => _request = _request with { Ended = true });
}
