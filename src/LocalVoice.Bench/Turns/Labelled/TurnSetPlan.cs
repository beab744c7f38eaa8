using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>
/// Combines sentences, speakers, pauses and noise, the same for the same seed. Of four clips three have a pause inside, of five
/// such three are cued; any first part of the plan has about the same shares.
/// </summary>
/// <param name="voices">Number of speakers, at least 1.</param>
public sealed class TurnSetPlan(TurnScript script, int voices, int seed)
{
    /// <summary>255 pauses and 340 ends, of which 5 × 31 cued pauses of each length.</summary>
    public const int DefaultCount = 340;

    private static readonly double[] Speeds = [0.9, 1, 1.1];

    // Four of ten clean, the others down to 5 dB.
    private static readonly NoiseCondition[] Noises =
    [
        NoiseCondition.Clean,
        NoiseCondition.Clean,
        NoiseCondition.Clean,
        NoiseCondition.Clean,
        new(NoiseKind.Pink, 20),
        new(NoiseKind.Pink, 10),
        new(NoiseKind.Pink, 5),
        new(NoiseKind.Babble, 20),
        new(NoiseKind.Babble, 10),
        new(NoiseKind.Babble, 5),
    ];

    /// <summary>Lengths of the pauses inside.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
    [.. ((int[])[300, 500, 700, 1000, 1500]).Select(ms => TimeSpan.FromMilliseconds(ms))];

    public IReadOnlyList<TurnItem> Items(int count)
    {
        var random = new Random(seed);
        var ends = Draw<ScriptLine>.From(script.Of(null), random);
        var cued = Draw<ScriptLine>.From(script.Of(PauseKind.Cued), random);
        var uncued = Draw<ScriptLine>.From(script.Of(PauseKind.Uncued), random);
        var (cuedPause, uncuedPause) = (Draw<TimeSpan>.From(Pauses, random), Draw<TimeSpan>.From(Pauses, random));
        var voice = Draw<int>.From([.. Enumerable.Range(0, voices)], random);
        var (speed, noise) = (Draw<double>.From(Speeds, random), Draw<NoiseCondition>.From(Noises, random));
        var items = new List<TurnItem>();
        for (var (id, paused) = (0, 0); id < count; id++)
        {
            var (line, pause) =
                id % 4 == 3 ? (ends.Next(), TimeSpan.Zero)
                : paused++ % 5 is 0 or 2 or 4 ? (cued.Next(), cuedPause.Next())
                : (uncued.Next(), uncuedPause.Next());
            items.Add(new(id, line, voice.Next(), speed.Next(), pause, noise.Next()));
        }

        return items;
    }

    /// <summary>Gives every value once before any comes again, in an order that changes.</summary>
    private sealed class Draw<T>(T[] values, Random random)
    {
        private int _next;

        public static Draw<T> From(IReadOnlyList<T> values, Random random) => new([.. values], random);

        public T Next()
        {
            if (_next == 0)
            {
                random.Shuffle(values);
            }

            var value = values[_next];
            _next = (_next + 1) % values.Length;
            return value;
        }
    }
}
