using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LocalVoice.Server.Tests.Http.Transcriptions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Tests.Http.Description;

/// <summary>What the server takes and sends is what its description says.</summary>
public sealed class DescribedResponsesTests : IAsyncLifetime
{
    private static readonly EvaluationOptions Listed = new() { OutputFormat = OutputFormat.List };

    private readonly CallingChatClient _model = new();
    private ApiServer _server = null!;
    private JsonNode _description = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartOnAsync(new() { Chat = _model });
        _server.Engines.Recognizer.Finals.Then("Hello.");
        _description = JsonNode.Parse((await _server.GetAsync("/openapi.json").JsonAsync()).GetRawText())!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Lists_and_errors_are_as_described()
    {
        RequireFit("ModelList", await _server.GetAsync("/v1/models").JsonAsync());
        RequireFit("Model", await _server.GetAsync("/v1/models/es").JsonAsync());
        RequireFit("VoiceList", await _server.GetAsync("/v1/audio/voices").JsonAsync());
        RequireFit("Readiness", await _server.GetAsync("/readyz").JsonAsync());
        RequireFit("Stats", await _server.GetAsync("/v1/stats").JsonAsync());
        foreach (var path in (string[])["/v1/nothing", "/v1/models/gpt-4o"])
        {
            using var response = await _server.GetAsync(path);
            RequireFit("Error", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
        }
    }

    [Fact]
    public async Task Transcripts_are_as_described()
    {
        var file = Wav.Of(Wav.Speech(1));

        RequireFit("Transcription", await _server.TranscribeAsync(file).JsonAsync());
        RequireFit("VerboseTranscription", await _server.TranscribeAsync(file, "response_format=verbose_json").JsonAsync());
        RequireFit("TranscriptionEvent", await _server.TranscribeAsync(file, "stream=true").EventsAsync());
    }

    [Fact]
    public async Task Speech_is_as_described()
    {
        const string Request = """{"input": "Hello.", "model": "tts-1", "voice": {"id": "alloy"}, "speed": 2, "stream_format": "sse"}""";
        RequireFit("SpeechRequest", JsonDocument.Parse(Request).RootElement);

        RequireFit("SpeechEvent", await _server.PostAsync("/v1/audio/speech", Request).EventsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "stream_options": {"include_usage": true}""")]
    public async Task Chat_completions_are_as_described(string options)
    {
        Script();
        var (whole, stream) = Both(
            """
            {"model": "es", "messages": [{"role": "system", "content": "Be brief."},
              {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
              {"role": "assistant", "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "c", "content": "done"}],
             "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
             "tool_choice": "auto", "temperature": 1, "stop": "x"OPTIONS, "stream": STREAM}
            """.Replace("OPTIONS", options, StringComparison.Ordinal)
        );
        RequireFit("ChatRequest", JsonDocument.Parse(stream).RootElement);

        RequireFit("ChatCompletion", await _server.PostAsync("/v1/chat/completions", whole).JsonAsync());
        RequireFit("ChatCompletionChunk", [.. (await _server.PostAsync("/v1/chat/completions", stream).EventsAsync()).SkipLast(1)]);
    }

    [Fact]
    public async Task Responses_are_as_described()
    {
        Script();
        var (whole, stream) = Both(
            """
            {"model": "es", "input": [{"role": "user", "content": [{"type": "input_text", "text": "Hi"}]},
              {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
              {"type": "function_call_output", "call_id": "c", "output": "done"}],
             "instructions": "Be brief.", "tools": [{"type": "function", "name": "f", "parameters": {"type": "object"}}],
             "metadata": {"a": "b"}, "stream": STREAM}
            """
        );
        RequireFit("ResponseRequest", JsonDocument.Parse(stream).RootElement);

        RequireFit("Response", await _server.PostAsync("/v1/responses", whole).JsonAsync());
        RequireFit("ResponseEvent", await _server.PostAsync("/v1/responses", stream).EventsAsync());
    }

    [Fact]
    public void What_does_not_fit_is_found() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RequireFit("ModelList", JsonDocument.Parse("""{"object": "list"}""").RootElement));

    /// <summary>For a response as a whole, and for one that is streamed.</summary>
    private void Script()
    {
        for (var i = 0; i < 2; i++)
        {
            _model.Then(new TextContent("One "), new TextContent("moment."), CallingChatClient.Call("c1", "f"));
        }
    }

    /// <summary>The request, without a stream and with one.</summary>
    private static (string Whole, string Stream) Both(string request) =>
        (request.Replace("STREAM", "false", StringComparison.Ordinal), request.Replace("STREAM", "true", StringComparison.Ordinal));

    private void RequireFit(string schema, IReadOnlyList<JsonElement> documents)
    {
        Assert.NotEmpty(documents);
        Assert.All(documents, document => RequireFit(schema, document));
    }

    private void RequireFit(string schema, JsonElement document)
    {
        var root = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}", ["components"] = _description["components"]!.DeepClone() };
        var result = JsonSchema.FromText(root.ToJsonString()).Evaluate(JsonNode.Parse(document.GetRawText()), Listed);
        var faults = result
            .Details.Where(detail => detail.Errors is { Count: > 0 })
            .Select(detail => $"{detail.InstanceLocation} {detail.EvaluationPath}: {string.Join(", ", detail.Errors!.Values)}");
        Assert.True(result.IsValid, $"{schema}: {document}\n{string.Join('\n', faults)}");
    }
}
