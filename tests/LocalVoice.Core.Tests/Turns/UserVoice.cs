using LocalVoice.Core.Input;
using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Tests.Turns;

/// <summary>Feeds a turn controller 10 ms frames, with a detector window of 32 ms ending where it would.</summary>
internal sealed class UserVoice(TurnController turns)
{
    private const int Window = 512;
    private long _position;

    /// <summary>Whether others compute meanwhile.</summary>
    public bool Busy { get; init; }

    public List<(TurnSignal Signal, long AtMs)> Signals { get; } = [];

    public long NowMs => _position / 16;

    public UserVoice Says(int ms) => Hears(ms, loud: true, 0.95f);

    public UserVoice IsSilent(int ms) => Hears(ms, loud: false, 0.02f);

    public UserVoice Hears(int ms, bool loud, float probability)
    {
        for (var frame = 0; frame < ms / 10; frame++)
        {
            var windowEnds = (_position + FrameAnalysis.Samples) / Window > _position / Window;
            _position += FrameAnalysis.Samples;
            Note(turns.Observe(new(_position, loud, windowEnds ? probability : null), Busy));
        }

        return this;
    }

    public UserVoice Requires(int ms)
    {
        Note(turns.RequireSilence(TimeSpan.FromMilliseconds(ms)));
        return this;
    }

    public long? When(TurnSignal signal) =>
        Signals.Where(heard => heard.Signal == signal).Select(heard => (long?)heard.AtMs).LastOrDefault();

    public string Story => string.Join(' ', Signals.Select(heard => heard.Signal));

    private void Note(TurnSignal signal)
    {
        if (signal != TurnSignal.None)
        {
            Signals.Add((signal, NowMs));
        }
    }
}
