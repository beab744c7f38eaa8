using System.Threading.Channels;
using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Evidence;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Tools;
using LocalVoice.Speech;

namespace LocalVoice.Core.Pipeline;

/// <summary>State shared by the parts of one session. Used by the session's loop only, except <see cref="PostAsync"/>.</summary>
/// <param name="post">Posts a stage's result to the session's loop; never throws.</param>
/// <param name="ended">Cancelled when the session has ended.</param>
internal sealed class SessionContext(
    string sessionId,
    SessionSettings settings,
    VoiceEngines engines,
    ProcessResources resources,
    ConversationOptions limits,
    SessionFailures failures,
    TimeProvider time,
    ChannelWriter<SessionEvent> events,
    Func<object, ValueTask> post,
    CancellationToken ended
)
{
    private readonly WarmConnections _connections = new();
    private readonly HashSet<IPromptPrefill> _caches = [];
    private string? _heard;

    public string SessionId => sessionId;

    public SessionSettings Settings { get; set; } = settings;

    /// <summary>The language that is spoken: the session's, or, where that is to be detected, the one that was heard last.</summary>
    public string Language => Settings.Language == LanguageTag.Detected ? _heard ?? Settings.Language : Settings.Language;

    /// <summary>Of what begins from now on; what is under way keeps those that it began with.</summary>
    public VoiceEngines Engines { get; private set; } = engines;

    /// <summary>Takes other engines for what begins from now on.</summary>
    public void Use(VoiceEngines engines)
    {
        if (Engines.Prefill is { } left && left != engines.Prefill)
        {
            left.Release(sessionId);
            _caches.Add(left);
        }

        Engines = engines;
        PrepareEngines();
    }

    /// <summary>The user said something.</summary>
    public void Hear(Transcript transcript) => _heard = transcript.Text.Length > 0 ? transcript.Language : _heard;

    /// <summary>Releases the prompt caches; also those left before, which what was under way then may have filled again.</summary>
    public void ReleaseCaches()
    {
        foreach (var cache in _caches.Append(Engines.Prefill).OfType<IPromptPrefill>().Distinct())
        {
            cache.Release(sessionId);
        }
    }

    /// <summary>Opens connections to engines elsewhere ahead of need; best effort, beside the loop.</summary>
    public void PrepareEngines() => _connections.Prepare(Engines, ended);

    public LoadGauge Load => resources.Load;

    /// <summary>What the session's language model tells of the end of a message is worth; null for nothing.</summary>
    public EvidenceScale? MessageEndScale => resources.Scales.Of(Engines.Chat, Language);

    /// <summary>Of all sessions of the process.</summary>
    public TurnStatistics Turns => resources.Turns;

    public TurnTelemetry Telemetry => resources.Telemetry;

    public TimeProvider Time => time;

    public ConversationHistory History { get; } = new();

    /// <summary>What other servers have told of their tools.</summary>
    public ListedTools Tools { get; } = new();

    public ConversationOptions Limits => limits;

    public SessionFailures Failures => failures;

    public CancellationToken Ended => ended;

    /// <summary>Gain at which the client was told to play, dB.</summary>
    public double PlaybackGainDb { get; private set; }

    /// <summary>Beside the client; null for nobody.</summary>
    public ISessionObserver? Observer { get; init; }

    /// <summary>Tells an event that not every client wants; the observer is told in any case.</summary>
    /// <param name="wanted">Whether the client wants it.</param>
    public ValueTask EmitAsync(SessionEvent happened, bool wanted)
    {
        if (wanted)
        {
            return EmitAsync(happened);
        }

        Observer?.Told(happened);
        return default;
    }

    public ValueTask EmitAsync(SessionEvent happened)
    {
        PlaybackGainDb = happened switch
        {
            PlaybackDucked ducked => ducked.GainDb,
            PlaybackRestored => 0,
            _ => PlaybackGainDb,
        };
        return events.WriteAsync(happened, ended);
    }

    /// <summary>Makes room for what was said by dropping the oldest items; the client is told which.</summary>
    /// <param name="kept">The item that was said.</param>
    public async ValueTask MakeRoomAsync(string kept)
    {
        foreach (var dropped in History.DropOldest(Limits, kept))
        {
            await EmitAsync(dropped).ConfigureAwait(false);
        }
    }

    /// <summary>Posts a stage's result to the loop; discarded after the session has ended.</summary>
    public ValueTask PostAsync(object result) => post(result);

    public static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}"[..(prefix.Length + 22)];
}
