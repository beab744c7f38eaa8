namespace LocalVoice.Simulation.Deepgram.Hearing;

/// <summary>When speech begins and pauses, in samples of the stream.</summary>
/// <param name="shortestSpeech">Samples; less is noise.</param>
internal sealed class SpeechTracker(long shortestSpeech)
{
    private long _run;

    /// <summary>Voice, or quiet too short for a pause.</summary>
    public bool IsSpeaking { get; private set; }

    /// <summary>First sample of the speech that goes on, or was the last.</summary>
    public long Start { get; private set; }

    /// <summary>Sample after the last voiced one; 0 before any.</summary>
    public long End { get; private set; }

    /// <param name="position">Sample after the window.</param>
    /// <returns>New voice of the speech, in samples: all of it once it is no noise any more.</returns>
    public long Hear(bool voiced, long position, int window)
    {
        _run = voiced ? _run + window : 0;
        if (!voiced || (!IsSpeaking && _run < shortestSpeech))
        {
            return 0;
        }

        var isNew = !IsSpeaking;
        End = position;
        if (!isNew)
        {
            return window;
        }

        (IsSpeaking, Start) = (true, position - _run);
        return _run;
    }

    /// <summary>Voice from now on is new speech.</summary>
    public void Pause() => (IsSpeaking, _run) = (false, 0);
}
