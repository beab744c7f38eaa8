namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>A started phonemizer. It ends when <see cref="Requests"/> closes; disposing it ends it at once.</summary>
internal interface IPhonemizerProcess : IDisposable
{
    /// <summary>Its standard input.</summary>
    Stream Requests { get; }

    /// <summary>Its standard output; ends when the process does.</summary>
    Stream Replies { get; }

    /// <summary>Ends it at once, from any thread; no effect on one that has ended.</summary>
    void Kill();

    /// <summary>How it ended, for a log: <c>ended with exit code 134</c>. Waits for the end, up to a second.</summary>
    string Ending();
}
