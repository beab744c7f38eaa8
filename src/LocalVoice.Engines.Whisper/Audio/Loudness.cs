using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Sound levels of 16 kHz audio.</summary>
internal static class Loudness
{
    private const int WindowSamples = 320;

    /// <summary>Whether any 20 ms window is louder than <paramref name="dbfs"/>.</summary>
    public static bool Exceeds(UtteranceAudio audio, double dbfs)
    {
        for (var at = 0; at < audio.Length; at += WindowSamples)
        {
            if (SoundLevel.RmsDbfs(audio.Piece(at, WindowSamples)) > dbfs)
            {
                return true;
            }
        }

        return false;
    }
}
