namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Finds speech by its energy, in audio time. Frames of 20 ms; three of them begin speech.</summary>
internal sealed class SpeechDetector(double voicedDbfs, int sampleRateHz)
{
    private const int FramesToBegin = 3;

    private readonly int _frameSamples = sampleRateHz / 50;
    private readonly double _voicedRms = short.MaxValue * Math.Pow(10, voicedDbfs / 20);
    private readonly List<short> _rest = [];
    private long _frames;
    private int _voiced;
    private int _quiet;
    private bool _speaking;

    /// <param name="silence">After which speech has ended.</param>
    public IReadOnlyList<SpeechEdge> Push(ReadOnlySpan<short> samples, TimeSpan silence)
    {
        _rest.AddRange(samples);
        var quietFrames = (int)Math.Ceiling(silence.TotalSeconds * sampleRateHz / _frameSamples);
        var edges = new List<SpeechEdge>();
        var at = 0;
        for (; at + _frameSamples <= _rest.Count; at += _frameSamples)
        {
            _frames++;
            var isVoiced = Rms(at) >= _voicedRms;
            _voiced = isVoiced ? _voiced + 1 : 0;
            _quiet = isVoiced ? 0 : _quiet + 1;
            if (!_speaking && _voiced >= FramesToBegin)
            {
                _speaking = true;
                edges.Add(new(IsBegin: true, (_frames - _voiced) * _frameSamples));
            }
            else if (_speaking && _quiet >= quietFrames)
            {
                _speaking = false;
                edges.Add(new(IsBegin: false, _frames * _frameSamples));
            }
        }

        _rest.RemoveRange(0, at);
        return edges;
    }

    public void Forget()
    {
        _speaking = false;
        _voiced = 0;
        _quiet = 0;
    }

    private double Rms(int at)
    {
        var sum = 0.0;
        for (var i = at; i < at + _frameSamples; i++)
        {
            sum += (double)_rest[i] * _rest[i];
        }

        return Math.Sqrt(sum / _frameSamples);
    }
}

/// <param name="Sample">Since the session began: the first that is voiced, or the last of the silence.</param>
internal readonly record struct SpeechEdge(bool IsBegin, long Sample);
