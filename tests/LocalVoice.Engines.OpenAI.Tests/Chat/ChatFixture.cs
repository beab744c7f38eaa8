using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

/// <summary>A client of a scripted server.</summary>
internal sealed class ChatFixture : IAsyncDisposable
{
    public const string Key = "gsk_0123456789abcdef";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private readonly LoopbackConnections _connections = new();

    public ChatFixture(ScriptedServer server, Action<OpenAIChatOptions>? change = null, TimeProvider? time = null)
    {
        Server = server;
        var options = new OpenAIChatOptions
        {
            Url = server.Address,
            Model = "openai/gpt-oss-20b",
            Key = Key,
            Service = "groq",
        };
        if (time is null)
        {
            // A busy machine must not look like a slow service.
            (options.ConnectTimeout, options.FirstTokenTimeout, options.StallTimeout) = (TimeSpan.FromMinutes(1), Long, Long);
        }

        change?.Invoke(options);
        Client = new(options, _connections, time ?? TimeProvider.System, Log);
    }

    public ChatFixture(byte[] response, Action<OpenAIChatOptions>? change = null)
        : this(new ScriptedServer(response), change) { }

    /// <summary>Of events.</summary>
    public ChatFixture(string events, Action<OpenAIChatOptions>? change = null)
        : this(Responses.Events(events), change) { }

    public ScriptedServer Server { get; }

    public OpenAIChatClient Client { get; }

    public RecordedLog<OpenAIChatClient> Log { get; } = new();

    public BackendReport Report { get; } = new();

    public async Task<List<ChatResponseUpdate>> AskAsync(ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        var asked = (options ?? new()).WithReport(Report);
        await foreach (var update in Client.GetStreamingResponseAsync([new(ChatRole.User, "Hola")], asked, cancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    public async Task<BackendException> FailsAsync() => await Assert.ThrowsAsync<BackendException>(() => AskAsync());

    public static string TextOf(IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Select(update => update.Text));

    public static UsageDetails UsageOf(IEnumerable<ChatResponseUpdate> updates) =>
        Assert.Single(updates.SelectMany(update => update.Contents.OfType<UsageContent>())).Details;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _connections.Dispose();
        await Server.DisposeAsync();
    }
}
