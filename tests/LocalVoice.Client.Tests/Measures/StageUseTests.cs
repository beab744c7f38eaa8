using System.Text.Json;
using LocalVoice.Client.Measures;

namespace LocalVoice.Client.Tests.Measures;

public sealed class StageUseTests
{
    [Fact]
    public void Local_stage_has_sent_nothing_and_waited_for_no_network()
    {
        var use = Read("""{"stage":"stt","name":"whisper","model":"starter-stt.bin","device":"cpu","package":"Whisper.net 1.9.1"}""");

        Assert.Equal(new StageUse("stt", "whisper", "starter-stt.bin", "cpu", 0, null, null, 0, null), use);
        Assert.False(use.IsRemote);
    }

    [Fact]
    public void Stage_on_another_machine_tells_what_the_network_did()
    {
        var use = Read(
            """
            {"stage":"llm","name":"groq","model":"gpt-oss-20b","device":"cloud","package":"OpenAI 2.8.0",
             "bytes_sent":812,"processing_ms":31.5,"round_trip_ms":20.25,"round_trips":2}
            """
        );

        Assert.Equal(new StageUse("llm", "groq", "gpt-oss-20b", "cloud", 812, 31.5, 20.25, 2, null), use);
        Assert.True(use.IsRemote);
    }

    [Fact]
    public void Stage_whose_backend_was_replaced_tells_why()
    {
        var use = Read(
            """
            {"stage":"tts","name":"piper","model":"vega","device":"cpu","package":"ONNX",
             "failed":{"stage":"tts","name":"deepgram","model":"aura-2","device":"cloud","package":"x","fault":"stalled","after_ms":800}}
            """
        );

        Assert.Equal(("piper", "stalled"), (use.Name, use.Fault));
    }

    [Fact]
    public void Timeline_without_engines_has_no_stages()
    {
        using var timeline = JsonDocument.Parse("{}");

        Assert.Empty(StageUse.AllOf(timeline.RootElement));
    }

    private static StageUse Read(string engine)
    {
        using var timeline = JsonDocument.Parse($$"""{"engines":[{{engine}}]}""");
        return Assert.Single(StageUse.AllOf(timeline.RootElement).Values);
    }
}
