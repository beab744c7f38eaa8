using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>
/// One long session in which anything may happen: questions, and over their answers interruptions, signs of listening, noises and
/// other voices, as they come. The agent is heard by the microphone all the time.
/// </summary>
/// <param name="realtimeUrl">Address for sessions.</param>
/// <param name="options">Of its call, extensions included.</param>
public sealed class WalkCaller(Uri realtimeUrl, CallOptions options, TimeProvider time, int seed)
{
    private const int EchoDb = -18;
    private const int RateHz = 16_000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Told of each exchange when it has ended.</summary>
    public Action<string> Announce { get; init; } = _ => { };

    /// <exception cref="ClientException">The server cannot be reached, or ended the session.</exception>
    public async Task<WalkFigures> WalkAsync(
        IReadOnlyList<Recording> questions,
        IReadOnlyList<OverlapSound> sounds,
        TimeSpan length,
        CancellationToken cancellationToken
    )
    {
        var random = new Random(seed);
        var room = new EchoRoom(EchoDb, TimeSpan.FromMilliseconds(110), rateHz: RateHz);
        await using var call = await RealtimeCall.OpenAsync(realtimeUrl, options with { Echo = room }, time, cancellationToken);
        var (begun, steps) = (time.GetTimestamp(), new List<WalkStep>());
        while (time.GetElapsedTime(begun) < length)
        {
            var sound = random.Next(4) == 0 ? null : sounds[random.Next(sounds.Count)];
            var timing = new OverlapTiming(Wait, TimeSpan.FromMilliseconds(random.Next(200, 1500)), Quiet);
            var question = questions[random.Next(questions.Count)];
            var exchange = await call.ConverseAsync(question, sound?.Recording, timing, cancellationToken);
            steps.Add(new(sound, exchange));
            Announce($"{sound?.Name ?? "nothing"}: {exchange.VoiceToVoice?.TotalMilliseconds:0} ms, {exchange.Heard}");
            await call.ListenAsync(TimeSpan.FromMilliseconds(random.Next(0, 4000)), cancellationToken);
        }

        return WalkFigures.Of(steps, time.GetElapsedTime(begun));
    }
}

/// <param name="Sound">Null: nothing was said over the answer.</param>
public sealed record WalkStep(OverlapSound? Sound, Exchange Exchange);
