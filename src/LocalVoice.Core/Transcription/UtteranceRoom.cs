using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// What one utterance may hold: a length, and what the session's memory has left. Used by the session's loop only, but
/// for <see cref="Leave"/>.
/// </summary>
internal sealed class UtteranceRoom(ISessionMemory memory, TimeSpan longest)
{
    // The recogniser keeps 16-bit samples.
    private const int BytesPerSample = sizeof(short);

    private readonly long _maxBytes = (long)(longest.TotalSeconds * FrameAnalysis.SampleRateHz) * BytesPerSample;
    private long _bytes;
    private RoomShortage _shortage;
    private RoomShortage _told;

    /// <summary>Audio held.</summary>
    public TimeSpan Held => AudioInput.TimeOf(_bytes / BytesPerSample);

    /// <returns>False when there is none; <see cref="TakeShortage"/> tells why.</returns>
    public bool TryTake(int samples)
    {
        var bytes = (long)samples * BytesPerSample;
        var shortage =
            _bytes + bytes > _maxBytes ? RoomShortage.Utterance
            : memory.TryTake(bytes) ? RoomShortage.None
            : RoomShortage.Memory;
        if (shortage is RoomShortage.None)
        {
            _bytes += bytes;
            return true;
        }

        _shortage = shortage == _told ? _shortage : shortage;
        return false;
    }

    /// <summary>Why audio was dropped, each reason once.</summary>
    public RoomShortage TakeShortage()
    {
        var shortage = _shortage;
        (_told, _shortage) = (shortage is RoomShortage.None ? _told : shortage, RoomShortage.None);
        return shortage;
    }

    /// <summary>Gives back what the audio took. Once, when no decode reads it any more.</summary>
    public void Leave() => memory.GiveBack(_bytes);
}

/// <summary>Why an utterance may not grow.</summary>
internal enum RoomShortage
{
    None,

    /// <summary>It has reached its longest.</summary>
    Utterance,

    /// <summary>The session's memory, or the process's, is used up.</summary>
    Memory,
}
