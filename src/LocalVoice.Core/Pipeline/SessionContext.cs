using System.Threading.Channels;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Pipeline;

/// <summary>What the parts of one session share. Touched by the session's loop alone, but for <see cref="Events"/> and <see cref="PostAsync"/>.</summary>
internal sealed class SessionContext(
    string sessionId,
    SessionSettings settings,
    VoiceEngines engines,
    PipelineOptions options,
    TimeProvider time,
    ChannelWriter<SessionEvent> events,
    ChannelWriter<SessionInput> inbox,
    CancellationToken ended)
{
    public string SessionId => sessionId;

    public SessionSettings Settings { get; set; } = settings;

    public VoiceEngines Engines => engines;

    public PipelineOptions Options => options;

    public TimeProvider Time => time;

    public ConversationHistory History { get; } = new();

    public ChannelWriter<SessionEvent> Events => events;

    /// <summary>The session is over.</summary>
    public CancellationToken Ended => ended;

    public ValueTask EmitAsync(SessionEvent happened) => events.WriteAsync(happened, ended);

    /// <summary>Brings a stage's news to the loop; once the session is over nobody waits for them.</summary>
    public async ValueTask PostAsync(object news)
    {
        try
        {
            await inbox.WriteAsync(new(null, 0, news), ended).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            // The stage ends by itself.
        }
    }

    public static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}"[..(prefix.Length + 22)];
}
