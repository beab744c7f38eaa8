using System.Threading.Channels;

namespace LocalVoice.Speech;

/// <summary>A recogniser's stream that also hears where the user's turn ends: its word counts, not the length of a silence.</summary>
public interface ITurnTakingStream : IRecognitionStream
{
    /// <summary>
    /// What it hears, in order; bounded. Completes when the stream is closed or can hear no more ends: from then on the silence
    /// decides again.
    /// </summary>
    ChannelReader<HeardTurn> Turns { get; }
}

/// <summary>What a turn-taking recogniser heard.</summary>
/// <param name="Transcript">The turn so far; of <see cref="TurnHearing.Resumed"/> as of the candidate before.</param>
public sealed record HeardTurn(TurnHearing Hearing, Transcript Transcript);

/// <summary>The kinds of what is heard: <c>(Candidate (Resumed | Ended) | Ended)*</c>.</summary>
public enum TurnHearing
{
    /// <summary>The turn may be over: worth beginning a response. If it is, <see cref="Ended"/> has the same transcript.</summary>
    Candidate,

    /// <summary>The user goes on: what was begun at the candidate is void.</summary>
    Resumed,

    /// <summary>The turn is over.</summary>
    Ended,
}
