using LocalVoice.Audio;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Levels of the audio sent of one item, in steps of 10 ms: what its echo would sound like. A byte for each, until it has been
/// played. Thread-safe.
/// </summary>
internal sealed class PlayedLevels(int rateHz)
{
    private readonly Lock _lock = new();
    private readonly List<sbyte> _levels = [];
    private readonly int _step = rateHz / 100;
    private bool _forgotten;

    /// <summary>Adds audio that was sent, in whole steps but for the last.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            for (var rest = samples; !rest.IsEmpty && !_forgotten; rest = rest[Math.Min(_step, rest.Length)..])
            {
                _levels.Add((sbyte)Math.Round(SoundLevel.RmsDbfs(rest[..Math.Min(_step, rest.Length)])));
            }
        }
    }

    /// <returns>The level where this sample is played, dBFS; silence where nothing was sent.</returns>
    public double At(double sample)
    {
        lock (_lock)
        {
            var step = (int)Math.Floor(sample / _step);
            return step >= 0 && step < _levels.Count ? _levels[step] : SoundLevel.SilenceDbfs;
        }
    }

    /// <summary>It has been played, or will not be.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _forgotten = true;
            _levels.Clear();
            _levels.TrimExcess();
        }
    }
}
