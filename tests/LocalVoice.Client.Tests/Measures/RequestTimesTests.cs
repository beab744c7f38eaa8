using System.Text.Json;
using LocalVoice.Client.Measures;

namespace LocalVoice.Client.Tests.Measures;

public sealed class RequestTimesTests
{
    private const string Marks =
        "\"last_voiced\":0,\"candidate\":70,\"decision\":600,\"final_transcript\":750,"
        + "\"llm_request\":760,\"first_token\":900,\"tts_request\":950,\"first_audio_ready\":1100";

    [Fact]
    public void Parallel_pipeline_asks_for_the_transcript_at_the_pause() => Assert.Equal(680, Read("parallel", Marks).Stt);

    [Fact]
    public void Sequential_pipeline_asks_for_the_transcript_at_the_decision() => Assert.Equal(150, Read("sequential", Marks).Stt);

    [Fact]
    public void Other_stages_last_from_their_request_to_their_first_result()
    {
        var times = Read("parallel", Marks);

        Assert.Equal((750.0, 140.0, 150.0), (times.SttSinceVoice, times.Llm, times.Tts));
    }

    [Fact]
    public void What_did_not_happen_has_no_time()
    {
        var times = Read("parallel", "\"last_voiced\":0");

        Assert.Equal(new RequestTimes(null, null, null, null), times);
    }

    private static RequestTimes Read(string pipeline, string marks)
    {
        using var timeline = JsonDocument.Parse($$$"""{"pipeline":"{{{pipeline}}}","marks_ms":{ {{{marks}}} } }""");
        return RequestTimes.Of(timeline.RootElement);
    }
}
