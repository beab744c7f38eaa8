using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// Converts session events to protocol events, in the order the protocol requires. One per connection,
/// single-threaded.
/// </summary>
internal sealed class SessionEventWriter
{
    private readonly RemoteToolEvents _remoteTools;
    private readonly ResponseEvents _responses;
    private readonly SessionState _state;
    private readonly EventBatch _batch;
    private readonly bool _extensions;

    public SessionEventWriter(SessionState state, IAudioFraming audio, bool extensions, EventBatch batch)
    {
        (_state, _extensions, _batch) = (state, extensions, batch);
        _remoteTools = new(batch);
        _responses = new(audio, _remoteTools, batch);
    }

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
                _state.Accept();
                WriteSession("session.updated");
                break;
            case CommandFailed failed:
                ErrorEvent.Write(_batch, _state.Attribute(failed));
                break;
            default:
                _responses.Note(happening);
                if (
                    !_remoteTools.TryWrite(happening)
                    && !InputEvents.TryWrite(_batch, happening)
                    && !ItemEvents.TryWrite(_batch, happening)
                    && _extensions
                )
                {
                    ExtensionEvents.Write(_batch, happening);
                }

                break;
        }
    }

    private void WriteSession(string type)
    {
        var json = _batch.Begin(type);
        json.WritePropertyName("session"u8);
        _state.Document.WriteTo(json);
        _batch.End();
    }
}
