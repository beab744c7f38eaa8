using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// What a session's utterances may hold: the current one up to a length, all that are not transcribed yet up to the
/// session's memory. Used by the session's loop only.
/// </summary>
internal sealed class UtteranceRoom(ISessionMemory memory, TimeSpan maxUtterance)
{
    // The recogniser keeps 16-bit samples.
    private const int BytesPerSample = sizeof(short);

    private readonly long _maxBytes = (long)(maxUtterance.TotalSeconds * FrameAnalysis.SampleRateHz) * BytesPerSample;
    private long _bytes;
    private RoomShortage _told;

    /// <summary>Why audio of the current utterance was dropped and nobody was told yet.</summary>
    public RoomShortage Shortage { get; private set; }

    /// <summary>Audio held by the current utterance.</summary>
    public TimeSpan Held => AudioInput.TimeOf(_bytes / BytesPerSample);

    /// <returns>False when there is none; <see cref="Shortage"/> tells why.</returns>
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

        Shortage = shortage == _told ? Shortage : shortage;
        return false;
    }

    /// <summary>Returns the shortage once per utterance.</summary>
    public RoomShortage TakeShortage()
    {
        var shortage = Shortage;
        (_told, Shortage) = (shortage is RoomShortage.None ? _told : shortage, RoomShortage.None);
        return shortage;
    }

    /// <summary>The utterance has ended; its audio is given back when <paramref name="decodes"/> have ended.</summary>
    /// <param name="decodes">Never faults.</param>
    public void Leave(Task decodes)
    {
        var bytes = _bytes;
        (_bytes, _told, Shortage) = (0, RoomShortage.None, RoomShortage.None);
        if (bytes > 0)
        {
            _ = decodes.ContinueWith(
                _ => memory.GiveBack(bytes),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }
    }
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
