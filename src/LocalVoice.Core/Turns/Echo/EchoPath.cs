using LocalVoice.Audio;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>
/// The way from the client's speaker to its microphone, as far as levels tell: delay and gain, learned while the agent talks. Pure;
/// a step is a frame of 10 ms.
/// </summary>
internal sealed class EchoPath
{
    /// <summary>Longest delay looked for: 500 ms, from the playback clock's position to the microphone's frame.</summary>
    public const int LongestDelay = 50;

    // Measured on 14 recordings of one speaker (joe), levels over 1.2 s, any delay up to 500 ms: an echo 12…24 dB below, with a
    // reverberation of 0.4…0.6 s and noise at −45…−60 dBFS, correlates at 0.90…0.99 (p10…p50); another sentence at 0.28 (p50),
    // 0.59 (p90), 0.74 (most).
    private const double Matching = 0.85;
    private const double Unrelated = 0.65;
    private const int Window = 120;
    private const int LeastWindow = 50;
    private const int LeastUnrelatedWindow = 80;

    /// <summary>The room's answer falls by 1.5 dB a frame: a reverberation time of 0.4 s.</summary>
    private const double FallPerFrameDb = 1.5;

    private const double AudibleDbfs = -55;
    private const int Period = 10;
    private const int DelayTolerance = 4;

    // Most rooms answer within 200 ms, and an echo that matters is louder than that. Chosen by trial, not measured.
    private const int SilentFrames = 30;
    private const double UnheardBelowPlayedDb = 35;

    // A gain that is taken for too low lets the echo through, one that is too high delays an interruption: the first estimate is
    // raised, and falls slowly. Chosen by trial, not measured.
    private const double FirstRaiseDb = 4;
    private const double RiseWeight = 0.6;
    private const double FallWeight = 0.03;

    private readonly LevelTimeline _input = new();
    private readonly LevelTimeline _played = new();
    private readonly LevelTimeline _mostPlayed = new();
    private int? _delay;
    private int _talking;
    private int _silent = LevelTimeline.Frames;
    private int _unheard;
    private int _quiet;
    private int _untilEstimate = Period;

    /// <summary>Level of the echo below what is played, dB: nine frames in ten stay below. Null while it is not known.</summary>
    public double? GainDb { get; private set; }

    /// <summary>Delay of the echo; null while it is not known.</summary>
    public TimeSpan? Delay => _delay is { } frames ? TimeSpan.FromMilliseconds(10 * frames) : null;

    /// <summary>Whether the agent can be heard now: it talks, or did half a second ago.</summary>
    public bool IsAudible => MostPlayedDbfs > AudibleDbfs;

    /// <summary>Whether the input's levels follow what is played.</summary>
    public bool Matches { get; private set; }

    /// <summary>Whether they certainly do not.</summary>
    public bool IsUnrelated { get; private set; }

    /// <summary>The loudest that may be heard of the agent now, dBFS; as it was played.</summary>
    public double MostPlayedDbfs => _mostPlayed[0];

    /// <summary>The loudest that was played since the agent began to talk, dBFS.</summary>
    public double PeakDbfs { get; private set; } = SoundLevel.SilenceDbfs;

    /// <summary>Whether nothing was heard of the agent when it began to talk: if it has an echo, that is a late or a quiet one.</summary>
    public bool BeganUnheard => _quiet >= SilentFrames;

    /// <summary>Another frame.</summary>
    /// <param name="speech">Whether the detector hears speech.</param>
    public void Observe(double inputDbfs, double playedDbfs, bool speech)
    {
        _input.Add(inputDbfs);
        _played.Add(Math.Max(playedDbfs, _played[0] - FallPerFrameDb));
        _mostPlayed.Add(
            _delay is { } delay
                ? _played.Loudest(Math.Max(0, delay - DelayTolerance), Math.Min(LongestDelay, delay + DelayTolerance))
                : _played.Loudest(0, LongestDelay)
        );
        _unheard = speech ? 0 : _unheard + 1;
        _silent = playedDbfs > AudibleDbfs ? 0 : _silent + 1;
        _talking = _silent > LongestDelay ? 0 : _talking + 1;
        PeakDbfs = _talking <= 1 ? playedDbfs : Math.Max(PeakDbfs, playedDbfs);
        NoteQuiet(inputDbfs);
        if (_silent > 2 * LongestDelay)
        {
            (Matches, IsUnrelated) = (false, false);
        }

        if (--_untilEstimate <= 0)
        {
            _untilEstimate = Period;
            Estimate();
        }
    }

    /// <summary>Counts the frames from the beginning of the talk on until something is heard.</summary>
    private void NoteQuiet(double inputDbfs)
    {
        _quiet = _talking == 0 ? 0 : _quiet;
        if (_quiet == _talking - 1 && inputDbfs < PeakDbfs - UnheardBelowPlayedDb)
        {
            _quiet++;
        }
    }

    private void Estimate()
    {
        // Not the moment at which it begins to talk: whoever begins soon after it would match it.
        var frames = Math.Min(Window, _talking - LongestDelay);
        if (frames < LeastWindow)
        {
            return;
        }

        var match = EnvelopeMatch.Find(_input, _played, frames, 0, LongestDelay);
        var below = GainOver(_input, _played, match.Delay, frames) < 0;
        Matches = below && match.Correlation >= Matching;
        IsUnrelated = frames >= LeastUnrelatedWindow && match.Correlation < Unrelated;
        if (Matches)
        {
            _delay = match.Delay;
            Learn(GainOver(_input, _played, match.Delay, frames));
        }
        else if (_unheard >= frames)
        {
            // Nobody speaks, and of the agent nothing is heard either: the noise is more than the echo.
            Learn(GainOver(_input, _mostPlayed, 0, frames));
        }
    }

    private void Learn(double gainDb) =>
        GainDb = GainDb is { } before ? before + ((gainDb - before) * (gainDb > before ? RiseWeight : FallWeight)) : gainDb + FirstRaiseDb;

    /// <returns>What nine in ten of the input's frames are above what was played, dB.</returns>
    private static double GainOver(LevelTimeline input, LevelTimeline played, int delay, int frames)
    {
        Span<float> gains = stackalloc float[frames];
        var count = 0;
        for (var ago = 0; ago < frames; ago++)
        {
            if (played[ago + delay] > AudibleDbfs)
            {
                gains[count++] = input[ago] - played[ago + delay];
            }
        }

        gains = gains[..count];
        gains.Sort();
        return count == 0 ? SoundLevel.SilenceDbfs : gains[count * 9 / 10];
    }
}
