using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// What one utterance may hold: a length, and what the session's memory has left. Used by the session's loop only, but
/// for <see cref="Leave"/>.
/// </summary>
internal sealed class UtteranceRoom(UtteranceLimits limits)
{
    private readonly int _bytesPerSample = limits.KeepsCopy ? 2 * UtteranceLimits.BytesPerSample : UtteranceLimits.BytesPerSample;
    private readonly long _maxSamples = (long)(limits.Longest.TotalSeconds * FrameAnalysis.SampleRateHz);
    private long _bytes;
    private RoomShortage _shortage;
    private RoomShortage _told;

    /// <summary>Audio held.</summary>
    public TimeSpan Held => AudioInput.TimeOf(_bytes / _bytesPerSample);

    /// <returns>False when there is none; <see cref="TakeShortage"/> tells why.</returns>
    public bool TryTake(int samples)
    {
        var bytes = (long)samples * _bytesPerSample;
        var shortage =
            _bytes + bytes > _maxSamples * _bytesPerSample ? RoomShortage.Utterance
            : limits.Memory.TryTake(bytes) ? RoomShortage.None
            : RoomShortage.Memory;
        if (shortage is RoomShortage.None)
        {
            _bytes += bytes;
            return true;
        }

        _shortage = shortage == _told ? _shortage : shortage;
        return false;
    }

    /// <summary>Whether a copy is kept.</summary>
    public bool KeepsCopy => limits.KeepsCopy;

    /// <summary>Why audio was dropped, each reason once.</summary>
    public RoomShortage TakeShortage()
    {
        var shortage = _shortage;
        (_told, _shortage) = (shortage is RoomShortage.None ? _told : shortage, RoomShortage.None);
        return shortage;
    }

    /// <summary>Gives back what the audio took. Once, when no decode reads it any more.</summary>
    public void Leave() => limits.Memory.GiveBack(_bytes);
}

/// <summary>What limits the utterances of a session.</summary>
/// <param name="Memory">Pays for their audio.</param>
/// <param name="KeepsCopy">Whether the audio is kept once more, for the session's observer.</param>
internal sealed record UtteranceLimits(ISessionMemory Memory, TimeSpan Longest, bool KeepsCopy = false)
{
    /// <summary>The recogniser keeps 16-bit samples, and so does a copy.</summary>
    public const int BytesPerSample = sizeof(short);
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
