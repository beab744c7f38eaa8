namespace LocalVoice.Bench.Clips;

/// <summary>Plays all clips, by one caller or several at once, and decodes each alone when nobody speaks.</summary>
/// <param name="lone">The clip's decode alone; null where it is not measured.</param>
/// <param name="whole">The same at the recogniser's whole window.</param>
public sealed class ClipRun(ClipCaller caller, LoneDecode? lone, LoneDecode? whole)
{
    private const int Decodes = 3;
    private const int Seed = 20261128;
    private readonly Dictionary<string, LoneTranscript> _whole = [];

    /// <summary>Told each play when it has ended.</summary>
    public Action<ClipPlay> Announce { get; init; } = _ => { };

    /// <param name="rounds">How often each caller plays every clip.</param>
    /// <param name="callers">At once, each from a clip of its own on.</param>
    public async Task<IReadOnlyList<MeasuredClip>> OfAsync(
        IReadOnlyList<Clip> clips,
        int rounds,
        int callers,
        CancellationToken cancellationToken
    )
    {
        var measured = new List<MeasuredClip>();
        if (callers == 1)
        {
            for (var i = 0; i < rounds * clips.Count; i++)
            {
                var play = await PlayAsync(clips[i % clips.Count], 0, cancellationToken);
                measured.Add(await DecodeAsync(play, cancellationToken));
            }

            return measured;
        }

        var plays = await TogetherAsync(clips, rounds, callers, cancellationToken);
        var decoded = new Dictionary<string, MeasuredClip>();
        foreach (var play in plays)
        {
            var known = decoded.TryGetValue(play.Clip.File, out var before) ? before : await DecodeAsync(play, cancellationToken);
            decoded[play.Clip.File] = known;
            measured.Add(known with { Play = play });
        }

        return measured;
    }

    private async Task<IEnumerable<ClipPlay>> TogetherAsync(
        IReadOnlyList<Clip> clips,
        int rounds,
        int callers,
        CancellationToken cancellationToken
    )
    {
        var random = new Random(Seed);
        var firsts = Enumerable.Range(0, callers).Select(_ => random.Next(clips.Count)).ToList();
        var all = await Task.WhenAll(firsts.Select((first, index) => TalkAsync(clips, first, rounds, index, cancellationToken)));
        return all.SelectMany(plays => plays);
    }

    private async Task<IReadOnlyList<ClipPlay>> TalkAsync(
        IReadOnlyList<Clip> clips,
        int first,
        int rounds,
        int index,
        CancellationToken cancellationToken
    )
    {
        var plays = new List<ClipPlay>();
        for (var i = 0; i < rounds * clips.Count; i++)
        {
            plays.Add(await PlayAsync(clips[(first + i) % clips.Count], index, cancellationToken));
        }

        return plays;
    }

    private async Task<ClipPlay> PlayAsync(Clip clip, int index, CancellationToken cancellationToken)
    {
        var play = await caller.PlayAsync(clip, index, cancellationToken);
        Announce(play);
        return play;
    }

    private async Task<MeasuredClip> DecodeAsync(ClipPlay play, CancellationToken cancellationToken)
    {
        var alone = lone is null ? null : await lone.OfAsync(play.Clip, Decodes, cancellationToken);
        if (whole is not null && !_whole.ContainsKey(play.Clip.File))
        {
            _whole[play.Clip.File] = await whole.OfAsync(play.Clip, times: 1, cancellationToken);
        }

        return new MeasuredClip(play, alone, _whole.GetValueOrDefault(play.Clip.File));
    }
}
