namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Text to phonemes by espeak-ng, in this process or in one of its own. Thread-safe.</summary>
internal interface IPhonemizer : IDisposable
{
    /// <summary>espeak-ng's version, for example <c>1.51</c>.</summary>
    string Version { get; }

    /// <summary>The folder that espeak-ng reads its dictionaries from.</summary>
    string DataFolder { get; }

    /// <summary>Whether espeak-ng has a voice of this name. A name that is no file name never reaches it.</summary>
    /// <exception cref="EngineException">espeak-ng cannot be asked.</exception>
    bool Knows(string voice);

    /// <summary>The text's clauses, in order. The text passes <see cref="EspeakText"/> before espeak-ng gets it.</summary>
    /// <param name="voice">A name for which <see cref="Knows"/> is true.</param>
    /// <exception cref="EngineException">espeak-ng has no such voice, or failed at this text.</exception>
    IReadOnlyList<Clause> Clauses(string text, string voice);
}
