using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.RealServices;

/// <summary>The client against a provider itself, where its key is set. Costs a few cents.</summary>
public abstract class RealChatTests(string service, string url, string model) : ChatClientConformance, IDisposable
{
    private readonly LoopbackConnections _connections = new();
    private OpenAIChatClient? _client;

    protected override IChatClient Client => _client ??= Create();

    protected override IReadOnlyList<ChatMessage> Question { get; } =
    [new(ChatRole.System, "Responde siempre igual."), new(ChatRole.User, "Cuenta del uno al cinco, en palabras y sin más.")];

    protected override IReadOnlyList<ChatMessage> OtherQuestion { get; } =
    [new(ChatRole.System, "Responde siempre igual."), new(ChatRole.User, "Di los días de la semana, sin más.")];

    protected override CalledFunction Called { get; } =
        new(
            CalledFunction.Light,
            [new(ChatRole.System, "Llama a las funciones sin decir nada."), new(ChatRole.User, "Enciende la luz del salón.")]
        );

    protected override bool ReportsCachedTokens => false;

    protected override bool CountsAsItGoes => false;

    [Fact]
    public async Task The_service_and_its_model_are_reached() =>
        Assert.True(await ((OpenAIChatClient)Client).CheckAsync(CancellationToken.None) > TimeSpan.Zero);

    public void Dispose()
    {
        _client?.Dispose();
        _connections.Dispose();
        GC.SuppressFinalize(this);
    }

    private OpenAIChatClient Create() =>
        new(
            new()
            {
                Url = new(url),
                Service = service,
                Model = model,
                Key = ServiceKey.OrSkip(service),
                Temperature = 0,
            },
            _connections,
            TimeProvider.System,
            new RecordedLog<OpenAIChatClient>()
        );
}

/// <summary>A key from the environment.</summary>
internal static class ServiceKey
{
    public static string OrSkip(string service)
    {
        var name = $"{service.ToUpperInvariant()}_API_KEY";
        var key = Environment.GetEnvironmentVariable(name);
        Assert.SkipWhen(string.IsNullOrEmpty(key), $"{name} is not set.");
        return key!;
    }
}

public sealed class RealOpenAIChatTests() : RealChatTests("openai", "https://api.openai.com/v1", "gpt-4.1-mini");

public sealed class RealGroqChatTests() : RealChatTests("groq", "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile");

public sealed class RealGeminiChatTests()
    : RealChatTests("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "gemini-3.8-flash");
