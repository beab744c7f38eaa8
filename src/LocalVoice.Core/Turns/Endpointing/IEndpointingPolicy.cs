namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Decides how much silence ends a turn. Pure.</summary>
public interface IEndpointingPolicy
{
    /// <summary>Required silence, counted from the last voiced sample.</summary>
    TimeSpan RequiredSilence(EndpointingEvidence evidence);
}

/// <summary>Evidence in a pause of the user.</summary>
/// <param name="Transcript">Transcript of the utterance so far; null while not transcribed, empty when nothing was understood.</param>
/// <param name="Language">Language code of the session.</param>
public readonly record struct EndpointingEvidence(string? Transcript, string Language)
{
    /// <summary>Probability by the language model that the user's message ends here, 0…1; null when it is not known (yet).</summary>
    public double? MessageEnd { get; init; }

    /// <summary>Probability by the sound that the speaker has finished, 0…1; null when it is not known (yet).</summary>
    public double? SoundEnd { get; init; }

    /// <summary>Whether the agent has just asked something.</summary>
    public bool Asked { get; init; }
}
