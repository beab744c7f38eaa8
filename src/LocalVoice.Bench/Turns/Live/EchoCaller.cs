using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>Talks to an agent that hears itself: a room between the speaker and the microphone.</summary>
/// <param name="realtimeUrl">Address for sessions.</param>
/// <param name="options">Of its calls, extensions included.</param>
public sealed class EchoCaller(Uri realtimeUrl, CallOptions options, TimeProvider time)
{
    /// <summary>Turns in one session, and so in one room.</summary>
    private const int TurnsPerCall = 10;
    private const int RateHz = 16_000;

    /// <summary>What an agent that answers itself begins within; chosen by trial.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(1500);

    /// <summary>Levels of the echo below the agent's voice, dB.</summary>
    public static IReadOnlyList<int> LevelsDb { get; } = [-6, -12, -18, -24, -30];

    /// <returns>Of the turns, the share in which the agent's own voice cut it off or was taken for the user's.</returns>
    /// <exception cref="ClientException">The server cannot be reached.</exception>
    public async Task<double> SelfInterruptionsAsync(
        int levelDb,
        IReadOnlyList<Recording> questions,
        int turns,
        CancellationToken cancellationToken
    )
    {
        var wrong = 0;
        for (var done = 0; done < turns; done += TurnsPerCall)
        {
            var count = Math.Min(TurnsPerCall, turns - done);
            wrong += await TalkAsync(Room(levelDb, done / TurnsPerCall), questions, done, count, cancellationToken);
        }

        return Math.Round((double)wrong / turns, 4);
    }

    /// <summary>Near and far, with clocks that drift apart, and overdriven.</summary>
    private static EchoRoom Room(int levelDb, int number) =>
        (number % 4) switch
        {
            0 => new(levelDb, TimeSpan.FromMilliseconds(120), rateHz: RateHz),
            1 => new(levelDb, TimeSpan.FromMilliseconds(60), TimeSpan.FromMicroseconds(200), rateHz: RateHz),
            2 => new(levelDb, TimeSpan.FromMilliseconds(220), clip: 0.05f, rateHz: RateHz),
            _ => new(levelDb, TimeSpan.FromMilliseconds(90), TimeSpan.FromMicroseconds(-100), rateHz: RateHz),
        };

    private async Task<int> TalkAsync(
        EchoRoom room,
        IReadOnlyList<Recording> questions,
        int first,
        int count,
        CancellationToken cancellationToken
    )
    {
        var told = new List<string>();
        var listening = options with { Echo = room, OnMessage = message => told.Add((message as ServerEvent)?.Type ?? "") };
        await using var call = await RealtimeCall.OpenAsync(realtimeUrl, listening, time, cancellationToken);
        var wrong = 0;
        for (var turn = 0; turn < count; turn++)
        {
            told.Clear();
            await call.SayAsync(questions[(first + turn) % questions.Count], cancellationToken);
            await call.ListenAsync(Aftermath, cancellationToken);
            wrong += WasInterrupted(told) ? 1 : 0;
        }

        return wrong;
    }

    /// <summary>Until the question is committed it may cut off what is still said of the response before.</summary>
    private static bool WasInterrupted(List<string> told)
    {
        const string Committed = "input_audio_buffer.committed";
        return told.Count(Committed.Equals) > 1 || told.SkipWhile(type => type != Committed).Contains("localvoice.audio.flush");
    }
}
