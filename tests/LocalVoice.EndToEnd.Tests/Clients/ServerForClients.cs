using System.ClientModel;
using System.Text.Json;
using LocalVoice.Cli.Hosting;
using LocalVoice.Simulation.OpenAI.Chat;
using OpenAI.Realtime;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>
/// A real server on the starter models, shared by the tests of stock clients. Its profile <see cref="Scripted"/> has a language
/// model that calls <see cref="Function"/> once where it is offered, and says what it is told to.
/// </summary>
public sealed class ServerForClients : IAsyncLifetime
{
    public const string Scripted = "scripted";
    public const string Stock = "gpt-realtime";
    public const string Function = "set_light";
    public const string Arguments = """{"room":"la cocina","on":true}""";
    public const string Parameters =
        """{"type":"object","properties":{"room":{"type":"string"},"on":{"type":"boolean"}},"required":["room","on"]}""";
    public const string Acknowledged = "De acuerdo.";
    public const string LightIsOn = "He encendido la luz de la cocina.";

    /// <summary>Answered by six sentences: about twenty seconds of speech.</summary>
    public const string Story = "Cuéntame una historia.";
    public const string Rome = "La capital de Italia es Roma.";

    private LocalServer? _server;
    private SimulatedChatService? _chat;

    /// <summary>What the scripted model answers next, in order; then <see cref="Acknowledged"/>.</summary>
    internal Queue<ScriptedResponse> Script { get; } = new();

    internal SimulatedChatService Chat => _chat!;

    public async ValueTask InitializeAsync()
    {
        _chat = await SimulatedChatService.StartAsync(
            new(ChatDialect.Compatible)
            {
                ApiKey = null,
                Models = [Scripted],
                Respond = _ => Script.TryDequeue(out var next) ? next : Acknowledged,
            }
        );
        _server = await LocalServer.StartAsync(
            CancellationToken.None,
            $"--LocalVoice:Backends:Llm:{Scripted}:Kind=openai",
            $"--LocalVoice:Backends:Llm:{Scripted}:Service=own",
            $"--LocalVoice:Backends:Llm:{Scripted}:Url={_chat.Address}",
            $"--LocalVoice:Backends:Llm:{Scripted}:Model={Scripted}",
            $"--LocalVoice:Profiles:{Scripted}:Language=es",
            $"--LocalVoice:Profiles:{Scripted}:Stages:Llm={Scripted}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_chat is not null)
        {
            await _chat.DisposeAsync();
        }
    }

    /// <summary>The Realtime client of OpenAI's package, with no more than an address and a key.</summary>
    public RealtimeClient NewClient() =>
        new(new ApiKeyCredential(_server!.Key), new RealtimeClientOptions { Endpoint = new Uri(_server.Root, "/v1") });

    /// <summary>The newest request's messages, as <c>role: words</c>.</summary>
    internal IReadOnlyList<string> LastPrompt() =>
        [
            .. Chat
                .Journal.Requests.Last(request => request.Method == "POST")
                .Body.GetProperty("messages")
                .EnumerateArray()
                .Select(message => $"{message.GetProperty("role")}: {WordsOf(message)}"),
        ];

    private static string? WordsOf(JsonElement message) =>
        !message.TryGetProperty("content", out var content) ? null
        : content.ValueKind == JsonValueKind.String ? content.GetString()
        : content.ValueKind == JsonValueKind.Array ? content[0].GetProperty("text").GetString()
        : null;
}

[CollectionDefinition(Name)]
public sealed class StockClients : ICollectionFixture<ServerForClients>
{
    public const string Name = "Stock clients";
}
