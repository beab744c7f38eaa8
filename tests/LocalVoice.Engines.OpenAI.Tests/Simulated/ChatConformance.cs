using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

/// <summary>The client against a simulated provider.</summary>
public abstract class ChatConformance(ChatDialect dialect, string service, string model) : ChatClientConformance, IAsyncLifetime
{
    private const string Request = "Enciende la luz.";

    private readonly LoopbackConnections _connections = new();
    private SimulatedChatService _provider = null!;
    private OpenAIChatClient _client = null!;

    protected override IChatClient Client => _client;

    protected override IReadOnlyList<ChatMessage> Question { get; } =
    [new(ChatRole.System, "Sé breve."), new(ChatRole.User, "¿Cuál es la capital de Francia?")];

    protected override IReadOnlyList<ChatMessage> OtherQuestion { get; } =
    [new(ChatRole.System, "Sé breve."), new(ChatRole.User, "¿Cuál es la capital de Italia?")];

    protected override CalledFunction Called { get; } =
        new(CalledFunction.Light, [new(ChatRole.System, "Sé breve."), new(ChatRole.User, Request)]);

    protected override bool HeedsToolChoice => false;

    protected override bool ReportsCachedTokens => false;

    protected override bool CountsAsItGoes => false;

    public async ValueTask InitializeAsync()
    {
        var options = new SimulatedChatOptions(dialect) { Models = [model], Respond = Respond };
        _provider = await SimulatedChatService.StartAsync(options);
        _client = new(
            new()
            {
                Url = _provider.Address,
                Service = service,
                Model = model,
                Key = options.ApiKey!,
                // A busy machine must not look like a slow service.
                ConnectTimeout = TimeSpan.FromMinutes(1),
                FirstTokenTimeout = TimeSpan.FromMinutes(2),
                StallTimeout = TimeSpan.FromMinutes(2),
            },
            _connections,
            TimeProvider.System,
            new RecordedLog<OpenAIChatClient>()
        );
    }

    [Fact]
    public async Task The_service_and_its_model_are_reached() =>
        Assert.True(await _client.CheckAsync(CancellationToken.None) > TimeSpan.Zero);

    private static ScriptedResponse Respond(string text) =>
        text != Request
            ? $"Me preguntas esto: {text}"
            : new ScriptedResponse("") { ToolCalls = [new($"call_{Guid.NewGuid():N}", "set_light", """{"room": "salón", "on": true}""")] };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _connections.Dispose();
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class OpenAIChatConformanceTests() : ChatConformance(ChatDialect.OpenAI, "openai", "gpt-4o-mini");

public sealed class GroqChatConformanceTests() : ChatConformance(ChatDialect.Groq, "groq", "openai/gpt-oss-20b");

public sealed class GeminiChatConformanceTests() : ChatConformance(ChatDialect.Gemini, "gemini", "gemini-2.5-flash");

public sealed class CompatibleChatConformanceTests() : ChatConformance(ChatDialect.Compatible, "vllm", "qwen");
