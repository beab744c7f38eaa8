namespace LocalVoice.WebRtc.Media;

/// <summary>Something has become of an item's audio on the track.</summary>
public readonly record struct TrackEvent(TrackEventKind Kind, string ResponseId);

public enum TrackEventKind
{
    /// <summary>Its first audio was sent.</summary>
    Started,

    /// <summary>All of it was sent.</summary>
    Stopped,

    /// <summary>What was not sent is thrown away.</summary>
    Cleared,
}

/// <summary>How far an item was sent.</summary>
/// <param name="Sample">At <see cref="Codecs.CallAudio.AgentHz"/>.</param>
public readonly record struct SentPosition(int Item, long Sample);
