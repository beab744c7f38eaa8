using LocalVoice.Bench.Turns.Live;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Bench.Turns.Live;

/// <summary>Speaks the questions, and the sounds that are played over the answers.</summary>
internal sealed class LiveSounds(LivePhrases phrases, TurnVoices voices, SetHalf half, SpokenParts parts, int seed)
{
    /// <summary>How far below the caller the others in the room are, dB.</summary>
    private static readonly double[] OthersDb = [-15, -20];

    private readonly IReadOnlyList<TurnVoice> _callers = voices.Of(half);

    public async Task<IReadOnlyList<Recording>> QuestionsAsync(CancellationToken cancellationToken)
    {
        var questions = new List<Recording>();
        foreach (var (index, text) in phrases.Questions.Index())
        {
            questions.Add(await SpeakAsync(text, _callers[index % _callers.Count], 0, cancellationToken));
        }

        return questions;
    }

    /// <param name="count">Of each kind.</param>
    public async Task<IReadOnlyList<OverlapSound>> OfAsync(int count, TurnScript script, CancellationToken cancellationToken)
    {
        var babble = await voices.BabbleAsync(script, cancellationToken);
        return
        [
            .. await SpokenAsync(OverlapKind.Interruption, phrases.Interruptions, _callers, [0], count, cancellationToken),
            .. await SpokenAsync(OverlapKind.Backchannel, phrases.Backchannels, _callers, [0], count, cancellationToken),
            .. new NoiseSounds(seed).Of(babble).Take(count),
            .. await SpokenAsync(OverlapKind.OtherVoice, phrases.Others, voices.Others, OthersDb, count, cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<OverlapSound>> SpokenAsync(
        OverlapKind kind,
        IReadOnlyList<string> texts,
        IReadOnlyList<TurnVoice> speakers,
        double[] gainsDb,
        int count,
        CancellationToken cancellationToken
    )
    {
        var sounds = new List<OverlapSound>();
        for (var i = 0; i < count; i++)
        {
            var round = i / texts.Count;
            var (text, speaker, gain) = (texts[i % texts.Count], speakers[(i + round) % speakers.Count], gainsDb[i % gainsDb.Length]);
            var name = gain == 0 ? $"{text} ({speaker.Name})" : FormattableString.Invariant($"{text} ({speaker.Name}, {gain:0} dB)");
            sounds.Add(new(kind, name, await SpeakAsync(text, speaker, gain, cancellationToken)));
        }

        return sounds;
    }

    private async Task<Recording> SpeakAsync(string text, TurnVoice speaker, double gainDb, CancellationToken cancellationToken) =>
        SpokenOver.Levelled(await parts.OfAsync(text, speed: 1, speaker, cancellationToken), gainDb);
}
