using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>
/// Tells the agent's own voice, as the client's microphone hears it, from the user's: by its level, then by its words. Used by the
/// session's loop only.
/// </summary>
internal sealed class EchoWatch(SessionContext session, AgentPlayback playback, EchoOptions options)
{
    /// <summary>A turn that begins up to 500 ms after the agent may be its echo.</summary>
    private const int OverFrames = 50;

    private readonly EchoPath _path = new();
    private readonly EchoFilter _filter = new(options);
    private readonly CaptureClock _captured = new();
    private readonly EchoLoopGuard _guard = new(options, session.Time);
    private readonly long _opened = session.Time.GetTimestamp();
    private int _sinceAudible = OverFrames;
    private bool _overAgent;

    /// <summary>Input position from which on what is heard now was taken for echo, or may have been; null where it was not.</summary>
    public long? HeldSince => _filter.HeldSince;

    /// <param name="inTurn">Whether the user's turn is in progress.</param>
    /// <param name="userDbfs">The user's level; null while it is not known.</param>
    /// <returns>The frame, or silence in its place when it is echo.</returns>
    public FrameAnalysis Hear(in FrameAnalysis frame, bool inTurn, double? userDbfs)
    {
        var played = playback.PlayedDbfs(_captured.Age(session.Time.GetElapsedTime(_opened)));
        _path.Observe(frame.LevelDbfs, played + session.PlaybackGainDb, _filter.HearsSpeech);
        _sinceAudible = _path.IsAudible ? 0 : _sinceAudible + 1;
        _overAgent = inTurn ? _overAgent : _sinceAudible < OverFrames;
        return _filter.Hear(frame, _path, inTurn, userDbfs, _guard.IsOn);
    }

    /// <summary>What speaks for the turn in progress being echo.</summary>
    /// <param name="length">Since it began.</param>
    public EchoEvidence Judge(TimeSpan length) =>
        new(
            _overAgent,
            _filter.LevelsMatch,
            _filter.FollowsPlayback,
            _overAgent ? playback.WordsAround(length + options.WordsAround, options.WordsAround) : ""
        );

    /// <summary>A turn's words repeated what the agent said.</summary>
    public void Repeated() => _guard.Repeated();
}
