namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>A speaker among those that share the decoder. Guarded by the scheduler's lock.</summary>
internal sealed class DecodeParty
{
    /// <summary>The queue's time up to which it has had its share of the decoder.</summary>
    public double ServedUntil { get; set; }

    /// <summary>Whether one of its finals decodes now: a speaker never has two decoded at once.</summary>
    public bool IsDecoding { get; set; }
}

/// <summary>The decode of what is left of an utterance, which asks for one permit per chunk.</summary>
/// <param name="audio">Its length.</param>
internal sealed class PendingFinal(DecodeParty party, TimeSpan audio)
{
    private volatile bool _decided;
    private volatile bool _outlasts;

    public DecodeParty Party => party;

    public TimeSpan Audio => audio;

    /// <summary>By the arrival of its first chunk; null before.</summary>
    public long? Order { get; set; }

    /// <summary>Whether somebody waits for the response; else the user may go on.</summary>
    public bool IsDecided => _decided;

    /// <summary>Whether the chunk under way is decoded to its end although nobody waits: the user has gone on.</summary>
    public bool Outlasts => _outlasts;

    public void Decide() => _decided = true;

    public void Outlast() => _outlasts = true;
}
