using LocalVoice.Core.Telemetry;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class ClientFailureTests
{
    private const string Secret = "/srv/models/secret.gguf: the user said 'hola'";

    public static TheoryData<string, Exception, string, string> Failures =>
        new()
        {
            { "llm", new EngineException(Secret), "response_failed", "The language model failed." },
            { "llm", new HttpRequestException(Secret), "response_failed", "The language model failed." },
            { "tts", new InvalidOperationException(Secret), "response_failed", "The speech synthesizer failed." },
            { "clauses", new ArgumentException(Secret), "response_failed", "The response failed." },
            { "playback", new InvalidOperationException(Secret), "response_failed", "The response failed." },
            { "llm", new TimeoutException(Secret), "engine_timeout", "The language model took too long." },
            { "tts", new TaskCanceledException(Secret), "engine_timeout", "The speech synthesizer took too long." },
            { "llm", new BackendException(BackendFault.Unauthorized, Secret), "response_failed", "The language model failed." },
            { "tts", new BackendException(BackendFault.Stalled, Secret), "engine_timeout", "The speech synthesizer took too long." },
            {
                "tts",
                new BackendException(BackendFault.RateLimited, Secret),
                "engine_overloaded",
                "The speech synthesizer has too much to do; try again later."
            },
            {
                "llm",
                new EngineOverloadedException(Secret),
                "engine_overloaded",
                "The language model has too much to do; try again later."
            },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failed_response_is_told_by_stage_and_kind_and_by_the_id_in_the_log(
        string stage,
        Exception failure,
        string code,
        string sentence
    ) =>
        Assert.Equal(new(code, $"{sentence} The server's log says more under resp_1."), ClientFailure.OfResponse("resp_1", stage, failure));

    [Fact]
    public void What_was_written_for_the_client_is_told_as_it_is() =>
        Assert.Equal(
            new("request_refused", "Shorten the instructions."),
            ClientFailure.OfResponse("resp_1", "llm", new RequestRefusedException("Shorten the instructions."))
        );

    [Fact]
    public void A_failed_transcription_is_told_by_the_id_of_its_item() =>
        Assert.Equal(
            new("transcription_failed", "The speech recogniser failed. The server's log says more under item_1."),
            ClientFailure.OfTranscription("item_1", new EngineException(Secret))
        );
}
