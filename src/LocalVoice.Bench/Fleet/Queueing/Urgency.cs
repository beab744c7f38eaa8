namespace LocalVoice.Bench.Fleet.Queueing;

/// <summary>Whose work goes first when a lane becomes free, as the server's compute budget orders it.</summary>
internal enum Urgency
{
    FirstSpeech,
    FirstWords,
    Final,

    /// <summary>What nobody waits for yet: interims, speech ahead of its playback.</summary>
    Ahead,
}
