namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>A speaker among those that share the decoder. Guarded by the scheduler's lock.</summary>
internal sealed class DecodeParty
{
    /// <summary>Number of the last final chunk served, of all speakers; 0 for none.</summary>
    public long LastServed { get; set; }

    /// <summary>Whether one of its finals decodes now: a speaker never has two decoded at once.</summary>
    public bool IsDecoding { get; set; }
}

/// <summary>The decode of a whole utterance, which asks for one permit per chunk.</summary>
internal sealed class PendingFinal(DecodeParty party)
{
    private volatile bool _decided;

    public DecodeParty Party => party;

    /// <summary>By the arrival of its first chunk; null before.</summary>
    public long? Order { get; set; }

    /// <summary>Whether somebody waits for the response; else the user may go on.</summary>
    public bool IsDecided => _decided;

    public void Decide() => _decided = true;
}
