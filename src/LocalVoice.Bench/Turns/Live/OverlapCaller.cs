using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>Speaks over the agent's voice in real time, each time in a session of its own.</summary>
/// <param name="realtimeUrl">Address for sessions.</param>
/// <param name="options">Of its calls, extensions included.</param>
public sealed class OverlapCaller(Uri realtimeUrl, CallOptions options, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>The sound comes this far into the answer, by turns: chosen by trial, so that answers of 2 s can be spoken over.</summary>
    private static readonly TimeSpan[] Into = [.. ((int[])[400, 700, 1000]).Select(ms => TimeSpan.FromMilliseconds(ms))];

    private int _calls;

    /// <param name="questions">The next one is asked when an answer was too short.</param>
    /// <exception cref="ClientException">The server cannot be reached.</exception>
    public async Task<OverlapTrial> PlayAsync(IReadOnlyList<Recording> questions, OverlapSound sound, CancellationToken cancellationToken)
    {
        var trial = new OverlapTrial(sound, null);
        for (var attempt = 0; attempt < Attempts && !trial.Counts; attempt++)
        {
            var (question, into) = (questions[_calls % questions.Count], Into[_calls % Into.Length]);
            _calls++;
            var timing = new OverlapTiming(TimeSpan.FromSeconds(10), into, TimeSpan.FromMilliseconds(2000));
            await using var call = await RealtimeCall.OpenAsync(realtimeUrl, options, time, cancellationToken);
            trial = trial with { Played = await call.PlayOverAsync(question, sound.Recording, timing, cancellationToken) };
        }

        return trial;
    }
}
