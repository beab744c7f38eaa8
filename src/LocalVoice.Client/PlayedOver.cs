namespace LocalVoice.Client;

/// <summary>What a sound over the agent's voice did to it, at the client. Times count from the sound's first voiced sample.</summary>
/// <param name="Sound">Length of the sound, to its last voiced sample.</param>
/// <param name="Agent">Until what was received of the agent's voice has been played, or was cut off.</param>
/// <param name="Ducked">Until the voice became quieter or stopped; null: it did not.</param>
/// <param name="Restored">
/// From the sound's last voiced sample until the voice had its volume back; null: it did not, or was cut off.
/// </param>
/// <param name="Paused">Whether the voice stopped for a while, or for good.</param>
/// <param name="Silent">Until the voice stopped for good; null: it did not.</param>
/// <param name="DecisionToSilent">From the server's verdict until then; null where the server did not tell.</param>
public sealed record PlayedOver(
    TimeSpan Sound,
    TimeSpan Agent,
    TimeSpan? Ducked,
    TimeSpan? Restored,
    bool Paused,
    TimeSpan? Silent,
    TimeSpan? DecisionToSilent
);

/// <summary>When a sound is played over the agent's voice, and how long what comes of it is watched.</summary>
/// <param name="Wait">For an answer, from the question's last voiced sample; as long for the one after an interruption.</param>
/// <param name="Into">The answer, from its first voiced sample to the sound.</param>
/// <param name="Watch">From the sound's last voiced sample.</param>
public sealed record OverlapTiming(TimeSpan Wait, TimeSpan Into, TimeSpan Watch);
