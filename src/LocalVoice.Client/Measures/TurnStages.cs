using LocalVoice.Core.Sessions;

namespace LocalVoice.Client.Measures;

/// <summary>The durations of one turn's stages, in milliseconds.</summary>
/// <remarks>
/// <see cref="Path"/> has the shares of the stages in voice to voice and adds up to it: a stage that ran while an
/// earlier one had to decide has no share. <see cref="Spans"/> has the stages' own durations (endpointing delay, time
/// to first token …), whether they added to the wait or not.
/// </remarks>
public sealed record TurnStages(IReadOnlyDictionary<string, double> Path, IReadOnlyDictionary<string, double> Spans)
{
    public const string AudioInput = "audio_input";
    public const string Stt = "stt";
    public const string Llm = "llm";
    public const string Tts = "tts";
    public const string AudioOutput = "audio_output";

    /// <summary>The stages of the earlier pipeline's table, in order.</summary>
    public static IReadOnlyList<string> PathNames { get; } = [AudioInput, Stt, Llm, Tts, AudioOutput];

    /// <summary>Null when the turn has no response or the server sent no timeline.</summary>
    public static TurnStages? Of(SpokenTurn turn)
    {
        if (turn is not { VoiceToVoice: { } total, FirstArrival: { } arrival, Timeline: { } json })
        {
            return null;
        }

        var marks = TimelineMarks.Read(json);
        return marks.ContainsKey(TurnMark.FirstAudioSent)
            ? new TurnStages(PathOf(turn.InputDelay, arrival, total, marks), SpansOf(marks))
            : null;
    }

    /// <summary>
    /// The server's clock is aligned with the client's at the first audio: its sending is taken as its arrival. The
    /// network delay is thereby part of the first stage.
    /// </summary>
    private static Dictionary<string, double> PathOf(
        TimeSpan inputDelay,
        TimeSpan arrival,
        TimeSpan total,
        IReadOnlyDictionary<TurnMark, TimeSpan> marks
    )
    {
        var shift = arrival - marks[TurnMark.FirstAudioSent];
        TimeSpan Latest(TimeSpan floor, params ReadOnlySpan<TurnMark> candidates)
        {
            foreach (var mark in candidates)
            {
                floor = marks.TryGetValue(mark, out var at) && at + shift > floor ? at + shift : floor;
            }

            return floor < total ? floor : total;
        }

        var heard = Latest(inputDelay, TurnMark.Decision, TurnMark.FinalTranscript);
        var worded = Latest(heard, TurnMark.TtsRequest);
        var spoken = Latest(worded, TurnMark.FirstAudioReady);
        return new Dictionary<string, double>
        {
            [AudioInput] = inputDelay.TotalMilliseconds,
            [Stt] = (heard - inputDelay).TotalMilliseconds,
            [Llm] = (worded - heard).TotalMilliseconds,
            [Tts] = (spoken - worded).TotalMilliseconds,
            [AudioOutput] = (total - spoken).TotalMilliseconds,
        };
    }

    private static Dictionary<string, double> SpansOf(IReadOnlyDictionary<TurnMark, TimeSpan> marks)
    {
        var spans = new Dictionary<string, double>();
        void Add(string name, TurnMark from, TurnMark to)
        {
            if (marks.TryGetValue(from, out var start) && marks.TryGetValue(to, out var end))
            {
                spans[name] = Math.Max(0, (end - start).TotalMilliseconds);
            }
        }

        Add("endpointing", TurnMark.LastVoiced, TurnMark.Decision);
        Add("stt_final_lag", TurnMark.Decision, TurnMark.FinalTranscript);
        Add("ttft", TurnMark.LlmRequest, TurnMark.FirstToken);
        Add("ttfc", TurnMark.LlmRequest, TurnMark.FirstClause);
        Add("ttfa", TurnMark.TtsRequest, TurnMark.FirstAudioReady);
        Add("gate_wait", TurnMark.FirstAudioReady, TurnMark.FirstAudioSent);
        return spans;
    }
}
