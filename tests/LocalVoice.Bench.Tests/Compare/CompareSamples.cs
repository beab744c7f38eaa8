using System.Globalization;
using System.Text.Json;
using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Bench.Report;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Tests.Compare;

internal static class CompareSamples
{
    public const string LocalStt = """{"stage":"stt","name":"whisper","model":"base","device":"cpu","package":"x"}""";
    public const string LocalLlm = """{"stage":"llm","name":"llama","model":"8b","device":"cpu","package":"x"}""";
    public const string LocalTts = """{"stage":"tts","name":"piper","model":"vega","device":"cpu","package":"x"}""";

    public const string CloudStt = """
        {"stage":"stt","name":"deepgram","model":"nova-3","device":"cloud","package":"x",
         "bytes_sent":64000,"round_trip_ms":60,"round_trips":1}
        """;

    public const string CloudLlm = """
        {"stage":"llm","name":"groq","model":"gpt-oss-20b","device":"cloud","package":"x",
         "bytes_sent":1000,"processing_ms":40,"round_trip_ms":60,"round_trips":1}
        """;

    public const string CloudTts = """
        {"stage":"tts","name":"deepgram","model":"aura-2-nestor-es","device":"cloud","package":"x",
         "bytes_sent":100,"round_trip_ms":60,"round_trips":1}
        """;

    /// <summary>An answered turn of 2 s of utterance, the given wait and 3 s of response.</summary>
    public static SpokenTurn Turn(double v2vMs, params IEnumerable<string> engines) =>
        new(
            "hola",
            "Buenas tardes.",
            new Recording(new short[3 * 16_000], 16_000),
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMilliseconds(v2vMs - 5),
            TimeSpan.FromMilliseconds(v2vMs),
            Timeline(v2vMs, engines),
            Error: null
        )
        {
            Said = TimeSpan.FromSeconds(2),
            BytesSent = 96_000,
            Usage = Parse("""{"input_tokens":100,"output_tokens":20}"""),
        };

    public static ColumnSource Source(bool simulated = true, string pipeline = "parallel") =>
        new(
            "deepgram+groq+deepgram",
            pipeline,
            simulated ? 60 : null,
            ColumnFigures.StageNames.ToDictionary(stage => stage, _ => new StageSource("cloud", simulated)),
            pipeline == ColumnSource.Whole ? [new("openai", PriceTable.AllStages, "gpt-realtime-1.5")] : []
        );

    public static CompareDocument Document()
    {
        var local = new ColumnSource(
            "local",
            "parallel",
            null,
            ColumnFigures.StageNames.ToDictionary(stage => stage, _ => new StageSource("local", false)),
            []
        );
        var columns = new Dictionary<string, ColumnFigures>
        {
            ["local"] = ColumnFigures.Of(local, [TurnFigures.Of(Turn(300, LocalStt, LocalLlm, LocalTts))]),
            ["deepgram+groq+deepgram <1>"] = ColumnFigures.Of(Source(), [TurnFigures.Of(Turn(700, CloudStt, CloudLlm, CloudTts))]),
            ["openai-realtime"] = ColumnFigures.Of(
                Source(pipeline: ColumnSource.Whole),
                [TurnFigures.OfWhole(Turn(900), TimeSpan.FromMilliseconds(60))]
            ),
        };
        return new CompareDocument(
            columns,
            new DateTimeOffset(2026, 11, 28, 17, 0, 0, TimeSpan.Zero),
            new MachineInfo("A <fast> CPU", 2, 8, "Linux", ".NET 10"),
            "es",
            1,
            [new("deepgram", "listen.final", "assumed", 150, null, "2026-11", "A guess", "")],
            PriceLine.Of(columns.Values.SelectMany(column => column.Charged)),
            CompareDocument.EarlierTable,
            ["A note."]
        );
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Transcript 200 ms after the pause, first token 100 ms after it, first audio 150 ms after that.</summary>
    private static JsonElement Timeline(double v2vMs, IEnumerable<string> engines)
    {
        var sent = (v2vMs - 5).ToString(CultureInfo.InvariantCulture);
        return Parse(
            $$"""
            {"pipeline":"parallel","marks_ms":{"last_voiced":0,"candidate":50,"final_transcript":250,"decision":200,
             "llm_request":250,"first_token":350,"tts_request":360,"first_audio_ready":510,"first_audio_sent":{{sent}}},
             "engines":[{{string.Join(',', engines)}}]}
            """
        );
    }
}
