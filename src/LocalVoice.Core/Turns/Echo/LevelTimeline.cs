using LocalVoice.Audio;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>The last 2.5 s of a level, in frames of 10 ms.</summary>
internal sealed class LevelTimeline
{
    public const int Frames = 256;

    private readonly float[] _levels = new float[Frames];
    private int _newest;

    public LevelTimeline() => Array.Fill(_levels, (float)SoundLevel.SilenceDbfs);

    /// <param name="ago">Frames before the newest, 0…255.</param>
    public float this[int ago] => _levels[(_newest - ago) & (Frames - 1)];

    public void Add(double dbfs)
    {
        _newest = (_newest + 1) & (Frames - 1);
        _levels[_newest] = (float)dbfs;
    }

    /// <returns>The loudest between two frames, both included.</returns>
    public float Loudest(int fromAgo, int toAgo)
    {
        var loudest = this[fromAgo];
        for (var ago = fromAgo + 1; ago <= toAgo; ago++)
        {
            loudest = Math.Max(loudest, this[ago]);
        }

        return loudest;
    }
}
