namespace LocalVoice.Bench.Turns.Figures;

/// <summary>What has to be known to read the figures.</summary>
public static class TurnsNotes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Live: at a client without a buffer, in real time. Quieter: the server's duck, pause or flush has arrived. Each sound in a session "
            + "of its own, 0.4 to 1 s into an answer; an answer that ended within 1 s of it does not count.",
        "Voiced: 10 ms frames above -45 dBFS in the clean recording. Delay: last voiced sample to the decision, at the ends.",
        "Missed: ends at which the detector heard no pause within 2 s, because of the noise; they have no delay.",
        "Cut-in: a decision in a pause inside, before the session hears that the speaker goes on. Each pause is judged by itself.",
        "A turn is decided when the required silence has passed, the transcript of the utterance so far is at hand, and the detector "
            + "hears no speech. Pauses are found by the session's own detector and states; each is decoded once, alone.",
        "The curve multiplies all waits of a policy. Delay at 5 %: interpolated between its points.",
    ];
}
