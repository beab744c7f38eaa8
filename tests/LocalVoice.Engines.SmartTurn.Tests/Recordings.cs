using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.SmartTurn.Tests;

/// <summary>Recordings of the shared folder.</summary>
internal static class Recordings
{
    /// <summary>Skips the test where the shared folder lacks it.</summary>
    /// <returns>At 16 kHz, −1…1.</returns>
    public static float[] Read(string file)
    {
        var path = Repository.Shared(file);
        Assert.SkipWhen(path is null, $"{file} is not in the shared folder.");
        return Pcm16Wave.Read(path);
    }
}
