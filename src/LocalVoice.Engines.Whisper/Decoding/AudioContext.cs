namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>
/// How much of its 30 s window the encoder looks at, in positions of 20 ms. Its cost is proportional to it, and the
/// decoder needs some room after the speech.
/// </summary>
internal static class AudioContext
{
    /// <summary>The whole window.</summary>
    public const int Full = 1500;

    private const int Smallest = 512;
    private const int Step = 256;
    private const int Room = 128;
    private const int SamplesPerPosition = 320;

    /// <param name="samples">At 16 kHz.</param>
    /// <returns>512…1500, a multiple of 256 but for the largest.</returns>
    public static int For(int samples)
    {
        var needed = ((samples + SamplesPerPosition - 1) / SamplesPerPosition) + Room;
        return Math.Min(Full, Math.Max(Smallest, (needed + Step - 1) / Step * Step));
    }
}
