using Microsoft.Extensions.AI;
using OpenAI.Realtime;
using RealtimeSessionOptions = Microsoft.Extensions.AI.RealtimeSessionOptions;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>A session of <c>Microsoft.Extensions.AI.OpenAI</c>, and every message that it got.</summary>
internal sealed class ExtensionsCall : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _reading;

    private ExtensionsCall(IRealtimeClientSession session)
    {
        Session = session;
        _reading = ReadAsync();
    }

    public IRealtimeClientSession Session { get; }

    public Told Told { get; } = new();

    /// <summary>The seconds of the agent's voice, 16 bits at 24 kHz.</summary>
    public double Voice =>
        Spoken(RealtimeServerMessageType.OutputAudioDelta).Sum(one => Convert.FromBase64String(one.Audio!).Length) / 48_000.0;

    public static async Task<ExtensionsCall> OpenAsync(
        ServerForClients server,
        RealtimeSessionOptions? options = null,
        string model = ServerForClients.Stock
    )
    {
        using var client = new OpenAIRealtimeClient(server.NewClient(), model);
        var call = new ExtensionsCall(await client.CreateSessionAsync(options));
        if (options is null)
        {
            await call.RawAsync<RealtimeServerUpdateSessionCreated>();
        }
        else
        {
            await call.RawAsync<RealtimeServerUpdateSessionUpdated>();
        }

        return call;
    }

    public Task SendAsync(RealtimeClientMessage message) => Session.SendAsync(message);

    /// <summary>A command that the abstraction has no message for.</summary>
    public Task SendAsync(RealtimeClientCommand command) => SendAsync(new RealtimeClientMessage { RawRepresentation = command });

    public Task WriteAsync(string text) =>
        SendAsync(new CreateConversationItemRealtimeClientMessage(new([new TextContent(text)], role: ChatRole.User)));

    public Task AppendAsync(byte[] audio) =>
        SendAsync(new InputAudioBufferAppendRealtimeClientMessage(new DataContent(audio, "audio/pcm")));

    public Microphone OpenMicrophone() => new(AppendAsync);

    public IEnumerable<OutputTextAudioRealtimeServerMessage> Spoken(RealtimeServerMessageType type) =>
        Told.Of<OutputTextAudioRealtimeServerMessage>().Where(message => message.Type == type);

    public Task<OutputTextAudioRealtimeServerMessage> VoiceAsync(double seconds) =>
        Told.NextAsync<OutputTextAudioRealtimeServerMessage>(one =>
            one.Type == RealtimeServerMessageType.OutputAudioDelta && Voice >= seconds
        );

    /// <summary>The next message that carries this update of the package below.</summary>
    public async Task<T> RawAsync<T>()
        where T : RealtimeServerUpdate =>
        (T)(await Told.NextAsync<RealtimeServerMessage>(message => message.RawRepresentation is T)).RawRepresentation!;

    public Task<ResponseCreatedRealtimeServerMessage> ResponseAsync() =>
        Told.NextAsync<ResponseCreatedRealtimeServerMessage>(message => message.Type == RealtimeServerMessageType.ResponseDone);

    /// <summary>What the agent said aloud.</summary>
    public async Task<string?> SaidAsync() =>
        (
            await Told.NextAsync<OutputTextAudioRealtimeServerMessage>(message =>
                message.Type == RealtimeServerMessageType.OutputAudioTranscriptionDone
            )
        ).Text;

    public async Task<string?> HeardAsync() =>
        (
            await Told.NextAsync<InputAudioTranscriptionRealtimeServerMessage>(message =>
                message.Type == RealtimeServerMessageType.InputAudioTranscriptionCompleted
            )
        ).Transcription;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        await Session.DisposeAsync();
        _over.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in Session.GetStreamingResponseAsync(_over.Token))
            {
                Told.Add(message);
            }

            Told.Fail(new InvalidOperationException("The server has closed the connection."));
        }
        catch (Exception failure)
        {
            Told.Fail(failure);
        }
    }
}
