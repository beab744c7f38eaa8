using LocalVoice.Cli.Hosting;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Backends;

/// <summary>A server on the starter models, whose clients may also choose a recogniser, a model and a voice on another machine.</summary>
internal sealed class SimulatedBackends : IAsyncDisposable
{
    public const string Name = "elsewhere";

    /// <summary>A recogniser that takes turns.</summary>
    public const string TurnTaker = "turn-taker";
    public const string ChatReply = "Claro, la mesa queda reservada a su nombre.";

    private readonly TemporaryFile _speechKey = new("key");
    private readonly TemporaryFile _chatKey = new("key");

    private SimulatedBackends(SimulatedDeepgram speech, SimulatedChatService chat) => (Speech, Chat) = (speech, chat);

    public SimulatedDeepgram Speech { get; }

    public SimulatedChatService Chat { get; }

    public LocalServer Server { get; private set; } = null!;

    /// <param name="settings">Further ones, without <c>--LocalVoice:</c>.</param>
    public static async Task<SimulatedBackends> StartAsync(params string[] settings)
    {
        var speech = await SimulatedDeepgram.StartAsync();
        var chat = await SimulatedChatService.StartAsync(
            new(ChatDialect.Compatible)
            {
                ApiKey = "chat-key",
                Models = [Model],
                Respond = _ => ChatReply,
            }
        );
        var backends = new SimulatedBackends(speech, chat);
        await File.WriteAllTextAsync(backends._speechKey.Path, new DeepgramOptions().Key);
        await File.WriteAllTextAsync(backends._chatKey.Path, "chat-key");
        backends.Server = await LocalServer.StartAsync(
            CancellationToken.None,
            [.. backends.Settings().Concat(settings).Select(setting => $"--LocalVoice:{setting}")]
        );
        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Chat.DisposeAsync();
        await Speech.DisposeAsync();
        _speechKey.Dispose();
        _chatKey.Dispose();
    }

    private IEnumerable<string> Settings()
    {
        yield return "AllowedOverrides=language, stages";
        foreach (var stage in new[] { "Stt", "Llm", "Tts" })
        {
            yield return $"OfferedStages:{stage}=local, {Name}";
        }

        foreach (var stage in new[] { "Stt", "Tts" })
        {
            yield return $"Backends:{stage}:{Name}:Kind=deepgram";
            yield return $"Backends:{stage}:{Name}:Url=ws://{Speech.Address.Authority}";
            yield return $"Backends:{stage}:{Name}:KeyFile={_speechKey.Path}";
        }

        yield return $"Backends:Stt:{TurnTaker}:Kind=deepgram-flux";
        yield return $"Backends:Stt:{TurnTaker}:Url=ws://{Speech.Address.Authority}";
        yield return $"Backends:Stt:{TurnTaker}:KeyFile={_speechKey.Path}";
        yield return $"Backends:Llm:{Name}:Kind=openai";
        yield return $"Backends:Llm:{Name}:Service=own";
        yield return $"Backends:Llm:{Name}:Url={Chat.Address}";
        yield return $"Backends:Llm:{Name}:Model={Model}";
        yield return $"Backends:Llm:{Name}:KeyFile={_chatKey.Path}";
    }

    private const string Model = "llama-3.3-70b-instruct";
}
