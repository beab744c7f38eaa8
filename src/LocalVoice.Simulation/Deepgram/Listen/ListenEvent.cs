using LocalVoice.Simulation.Deepgram.Hearing;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>What v1/listen has to tell. Times are of the stream.</summary>
internal abstract record ListenEvent
{
    private ListenEvent() { }

    internal sealed record SpeechStarted(double Timestamp) : ListenEvent;

    internal sealed record Results(double Start, double Duration, ResultsKind Kind, IReadOnlyList<TimedWord> Words) : ListenEvent;

    internal sealed record UtteranceEnd(double LastWordEnd) : ListenEvent;
}

/// <summary>Why results come.</summary>
internal enum ResultsKind
{
    Interim,

    /// <summary>Final without a pause.</summary>
    Segment,

    /// <summary>Final at a pause.</summary>
    Endpoint,

    /// <summary>Final because the client asked, or closed the stream.</summary>
    Finalize,
}
