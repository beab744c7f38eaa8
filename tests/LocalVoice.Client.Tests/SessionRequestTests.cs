namespace LocalVoice.Client.Tests;

public sealed class SessionRequestTests
{
    [Fact]
    public void The_limit_of_answers_is_sent_where_one_is_set()
    {
        Assert.Equal(
            40,
            (int?)new SessionRequest { MaxOutputTokens = 40 }.ToEvent(new LocalVoiceFraming())["session"]!["max_output_tokens"]
        );
        Assert.Null(new SessionRequest().ToEvent(new LocalVoiceFraming())["session"]!["max_output_tokens"]);
    }

    [Fact]
    public void Other_servers_are_asked_for_a_transcription_model_that_they_may_know()
    {
        Assert.Equal("local", ModelFor(new LocalVoiceFraming()));
        Assert.Equal("whisper-1", ModelFor(new Base64Framing()));
    }

    private static string? ModelFor(IClientFraming framing) =>
        (string?)new SessionRequest().ToEvent(framing)["session"]!["audio"]!["input"]!["transcription"]!["model"];

    [Fact]
    public void Turns_end_by_a_fixed_silence_by_what_was_said_or_as_the_server_has_it()
    {
        Assert.Equal("semantic_vad", EndOf(new() { Semantic = true }));
        Assert.Equal("server_vad", EndOf(new() { Semantic = true, FixedSilence = TimeSpan.FromSeconds(1) }));
        Assert.Null(EndOf(new()));
    }

    private static string? EndOf(SessionRequest request) =>
        (string?)request.ToEvent(new Base64Framing())["session"]!["audio"]!["input"]!["turn_detection"]?["type"];
}
