using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>What a voice said, at the level at which a caller is heard.</summary>
public static class SpokenOver
{
    /// <param name="gainDb">Of the caller's level: −15 is somebody else in the room.</param>
    /// <exception cref="ArgumentException">The recording is silent.</exception>
    public static Recording Levelled(Recording recording, double gainDb)
    {
        var voiced = Voiced.Of(recording) ?? throw new ArgumentException("The recording is silent.", nameof(recording));
        Voiced.Scale(voiced.Samples, gainDb);
        return Recording.FromFloats(voiced.Samples, AudioFormat.Recognition.SampleRateHz);
    }
}
