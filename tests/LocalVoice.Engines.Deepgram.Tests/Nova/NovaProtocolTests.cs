using System.Text;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Nova;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Tests.Nova;

public sealed class NovaProtocolTests
{
    // "Interim Results", developers.deepgram.com/docs/interim-results, as of 2025-07; the type is of the reference.
    private const string AnotherBig = """
        {
          "type": "Results",
          "channel_index": [0, 1],
          "duration": 1.039875,
          "start": 0,
          "is_final": false,
          "channel": {
            "alternatives": [
              {
                "transcript": "another big",
                "confidence": 0.9600255,
                "words": [
                  { "word": "another", "start": 0.2971154, "end": 0.7971154, "confidence": 0.9588303 },
                  { "word": "big", "start": 0.85173076, "end": 1.039875, "confidence": 0.9600255 }
                ]
              }
            ]
          }
        }
        """;

    // github.com/pipecat-ai/pipecat/pull/1261, 2025-02-21: what came for silence.
    private const string Silence = """
        {"type":"Results","channel_index":[0,1],"duration":3.6000004,"start":25.06,"is_final":true,"from_finalize":false,
        "speech_final":true,"channel":{"alternatives":[{"transcript":"","confidence":0.0,"words":[]}]},"metadata":{"model_info":
        {"name":"2-general-nova","version":"2023-11-21.25539","arch":"nova-2"},"request_id":"4f3301b8-5501-4a53-b71f-32a7e1725353",
        "model_uuid":"6cc5d67a-4cb5-413c-9336-519017c4f856"}}
        """;

    [Fact]
    public void An_interim_of_the_documents_is_read()
    {
        var results = Read(AnotherBig);

        Assert.NotNull(results);
        Assert.Equal((0L, 16_638L, false, false), (results.Start, results.End, results.IsFinal, results.FromFinalize));
        Assert.Equal("another big", results.Text);
        Assert.Equal(["another", "big"], results.Words.Select(word => word.Text));
        Assert.Equal(0.9588303, results.Words[0].Confidence);
    }

    [Fact]
    public void Silence_is_a_final_result_without_words()
    {
        var results = Read(Silence);

        Assert.NotNull(results);
        Assert.Equal((400_960L, 458_560L, true), (results.Start, results.End, results.IsFinal));
        Assert.Equal("", results.Text);
    }

    // "Live Audio", the reference, and its feature pages: channel is a list here and an object there.
    [Theory]
    [InlineData("""{"type":"SpeechStarted","channel":[0],"timestamp":9.54}""")]
    [InlineData("""{"type":"UtteranceEnd","channel":[0,1],"last_word_end":2.395}""")]
    [InlineData(
        """{"type":"Metadata","transaction_key":"deprecated","request_id":"8c8ebea9","sha256":"e3b0","duration":0.0,"channels":0}"""
    )]
    [InlineData("""{"type":"SomethingNew","channel":"?"}""")]
    public void What_no_stream_needs_is_passed_over(string message) => Assert.Null(Read(message));

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("""{"type":"Results","start":0,"duration":1,"channel":{"alternatives":[{"transcript":""")]
    [InlineData("""{"type":"Results","start":0,"duration":1}""")]
    [InlineData("""{"type":"Results","start":"now","duration":1,"channel":{"alternatives":[]}}""")]
    [InlineData("null")]
    public void What_is_no_message_is_malformed(string message) =>
        Assert.Equal(BackendFault.Malformed, Assert.Throws<BackendException>(() => Read(message)).Fault);

    [Fact]
    public void An_error_is_told_in_the_services_words()
    {
        var failure = Assert.Throws<BackendException>(() => Read("""{"type":"Error","description":"Model overloaded","variant":"X-1"}"""));

        Assert.Equal(BackendFault.ServiceError, failure.Fault);
        Assert.Contains("X-1 Model overloaded", failure.Message, StringComparison.Ordinal);
    }

    private static Results? Read(string json) => new NovaProtocol().Read(Encoding.UTF8.GetBytes(json), new Failures("host", ""));
}
