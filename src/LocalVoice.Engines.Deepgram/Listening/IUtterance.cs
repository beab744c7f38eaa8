using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>What is understood of one utterance, as its protocol tells. Not thread-safe.</summary>
internal interface IUtterance<in TMessage>
{
    /// <summary>Position after the last sample on the connection of now.</summary>
    long End { get; }

    /// <summary>Whether all of the audio so far is understood.</summary>
    bool IsSettled { get; }

    /// <summary>Whether the service must be told that an utterance is given up.</summary>
    bool FinishWhenAbandoned { get; }

    void Append(long start, int samples);

    /// <summary>The service is asked to finish all that was sent.</summary>
    /// <returns>The message that asks.</returns>
    ReadOnlyMemory<byte> Finish();

    /// <returns>Whether it concerns this utterance.</returns>
    bool Take(TMessage message);

    /// <returns>Null when nothing is new.</returns>
    InterimTranscript? TellNew();

    /// <summary>How far a final is that was asked for when <see cref="End"/> was <paramref name="until"/>.</summary>
    FinalProgress ProgressOf(long until);

    Transcript ToTranscript(TimeSpan duration);

    /// <summary>Nothing more comes of what was sent; more audio would go over another connection, which counts from 0.</summary>
    void Lose(BackendException failure);

    /// <summary>No more audio, no more messages.</summary>
    void Close();
}

internal enum FinalProgress
{
    /// <summary>All is understood.</summary>
    Done,

    /// <summary>So little is left that the service need not answer.</summary>
    NextToNothing,

    /// <summary>The service owes an answer.</summary>
    Awaited,
}
