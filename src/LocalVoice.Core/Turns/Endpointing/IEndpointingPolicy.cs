namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Says how much silence ends a turn, from what is known about it. Pure.</summary>
public interface IEndpointingPolicy
{
    /// <summary>Silence to wait for, counted from the last voiced sample.</summary>
    TimeSpan RequiredSilence(EndpointingEvidence evidence);
}

/// <summary>What is known when the user pauses.</summary>
/// <param name="Transcript">The whole utterance so far; null while it is not transcribed, empty when nothing was understood.</param>
/// <param name="Language">Language code of the session.</param>
public readonly record struct EndpointingEvidence(string? Transcript, string Language);
