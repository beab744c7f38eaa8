namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>
/// The encoder's audio context: the part of the 30 s window that is encoded, in positions of 20 ms. Encoding time is
/// proportional to it, and the decoder needs room after the speech.
/// </summary>
internal static class AudioContext
{
    /// <summary>The whole window.</summary>
    public const int Full = 1500;

    /// <summary>The smallest that an operator may ask for.</summary>
    public const int Smallest = 64;

    // Without flash attention, Whisper base q8_0, 24 sentences of the voice joe: word error rate 6.2 % with a room of 64,
    // 5.7 % with 96, 4.8 % with 112 and 128, 5.2 % with the whole window; 32 often repeats words in noise.
    private const int Room = 112;
    private const int Step = 16;
    private const int SamplesPerPosition = 320;

    /// <param name="samples">At 16 kHz.</param>
    /// <param name="smallest">The model's minimum.</param>
    /// <returns>Length and room, from <paramref name="smallest"/>, 1500 at most.</returns>
    public static int For(int samples, int smallest = Smallest)
    {
        var needed = ((samples + SamplesPerPosition - 1) / SamplesPerPosition) + Room;
        return Math.Min(Full, Math.Max(smallest, (needed + Step - 1) / Step * Step));
    }

    /// <summary>The contexts to try one after another: each twice the one before, the whole window last.</summary>
    public static IEnumerable<int> Attempts(int samples, int smallest = Smallest)
    {
        var context = For(samples, smallest);
        yield return context;
        if (context * 2 < Full)
        {
            yield return context * 2;
        }

        if (context < Full)
        {
            yield return Full;
        }
    }
}
