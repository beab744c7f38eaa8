namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>How long a phonemizer that keeps ending stays ended. All values chosen by trial, not measured.</summary>
internal static class RestartDelay
{
    /// <summary>A text that ends it is tried twice; both starts come at once.</summary>
    private const int AtOnce = 2;
    private const int MaxDoublings = 7;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    /// <returns>0, 0, 0, 0.1 s, 0.2 s … 12.8 s.</returns>
    public static TimeSpan After(int endedInARow) =>
        endedInARow <= AtOnce ? TimeSpan.Zero : First * (1 << Math.Min(endedInARow - AtOnce - 1, MaxDoublings));
}
