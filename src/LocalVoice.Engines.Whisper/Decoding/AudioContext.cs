namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>
/// How much of its 30 s window the encoder looks at, in positions of 20 ms. Its cost is proportional to it, and the
/// decoder needs some room after the speech.
/// </summary>
internal static class AudioContext
{
    /// <summary>The whole window.</summary>
    public const int Full = 1500;

    /// <summary>Below this, models that were not trained for it begin to invent words.</summary>
    public const int Safe = 512;

    private const int Step = 256;
    private const int FineStep = 64;
    private const int Room = 128;
    private const int SamplesPerPosition = 320;

    /// <param name="samples">At 16 kHz.</param>
    /// <param name="smallest">What the model bears: <see cref="Safe"/>, or less for one that was trained for it.</param>
    /// <returns>A multiple of 256 (of 64 below <see cref="Safe"/>) from <paramref name="smallest"/>, 1500 at most.</returns>
    public static int For(int samples, int smallest = Safe)
    {
        var needed = ((samples + SamplesPerPosition - 1) / SamplesPerPosition) + Room;
        var step = smallest < Safe && needed < Safe ? FineStep : Step;
        return Math.Min(Full, Math.Max(smallest, (needed + step - 1) / step * step));
    }
}
