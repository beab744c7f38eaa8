using System.Text.Json;
using LocalVoice.Client;

namespace LocalVoice.Bench.Tests.Compare;

public sealed class CompareDocumentTests
{
    private readonly JsonElement _root = CompareSamples.Parse(JsonSerializer.Serialize(CompareSamples.Document(), JsonFormat.Options));

    [Fact]
    public void Document_has_the_keys_that_machines_read() =>
        Assert.Equal(["columns", "date", "machine", "language", "turns", "delays", "prices", "reference", "notes"], Names(_root));

    [Fact]
    public void Column_has_the_keys_that_machines_read()
    {
        var column = _root.GetProperty("columns").GetProperty("deepgram+groq+deepgram <1>");

        Assert.Equal(
            [
                "backends",
                "pipeline",
                "rtt_ms",
                "turns",
                "unanswered",
                "v2v_ms",
                "path_ms",
                "network_ms",
                "processing_ms",
                "network_estimated",
                "bytes_out_per_turn",
                "cost_per_minute",
                "simulated",
                "stages",
            ],
            Names(column)
        );
        Assert.Equal(["p50", "p95"], Names(column.GetProperty("v2v_ms")));
        Assert.Equal(["stt", "llm", "tts"], Names(column.GetProperty("stages")));
        Assert.Equal(
            ["ms", "processing_ms", "network_ms", "network_estimated", "backend", "simulated"],
            Names(column.GetProperty("stages").GetProperty("stt"))
        );
    }

    [Fact]
    public void Earlier_pipelines_table_is_the_reference()
    {
        var total = _root.GetProperty("reference").GetProperty("old sequential").GetProperty("total");

        Assert.Equal("2750", total.GetString());
    }

    [Fact]
    public void Prices_and_delays_have_dates_and_sources()
    {
        foreach (var entry in _root.GetProperty("prices").EnumerateArray())
        {
            Assert.NotEmpty(entry.GetProperty("date").GetString()!);
            Assert.NotEmpty(entry.GetProperty("source").GetString()!);
        }

        Assert.Equal(4, _root.GetProperty("prices").GetArrayLength());
        Assert.Equal("A guess", Assert.Single(_root.GetProperty("delays").EnumerateArray()).GetProperty("title").GetString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
