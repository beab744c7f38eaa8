using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// Converts session events to protocol events, in the order the protocol requires. One per connection,
/// single-threaded.
/// </summary>
internal sealed class SessionEventWriter(SessionState state, IAudioFraming audio, bool extensions, EventBatch batch)
{
    private readonly ResponseEvents _responses = new(audio, batch);

    /// <summary>The first event of a connection.</summary>
    public void WriteCreated() => WriteSession("session.created");

    public void Write(SessionEvent happening)
    {
        switch (happening)
        {
            case ResponseAudio sound:
                _responses.Write(sound);
                break;
            case ResponseText text:
                _responses.Write(text);
                break;
            case ResponseCreated created:
                _responses.Write(created);
                break;
            case ResponseStarted started:
                _responses.Write(started);
                break;
            case ResponseEnded ended:
                _responses.Write(ended);
                break;
            case SettingsUpdated:
                state.Accept();
                WriteSession("session.updated");
                break;
            case CommandFailed failed:
                ErrorEvent.Write(batch, state.Attribute(failed));
                break;
            default:
                if (!InputEvents.TryWrite(batch, happening) && !ItemEvents.TryWrite(batch, happening) && extensions)
                {
                    ExtensionEvents.Write(batch, happening);
                }

                break;
        }
    }

    private void WriteSession(string type)
    {
        var json = batch.Begin(type);
        json.WritePropertyName("session"u8);
        state.Document.WriteTo(json);
        batch.End();
    }
}
