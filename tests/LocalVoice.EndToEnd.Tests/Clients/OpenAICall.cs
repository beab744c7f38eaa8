using OpenAI.Realtime;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>A session of OpenAI's own package, and every update that it got.</summary>
internal sealed class OpenAICall : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _reading;

    private OpenAICall(RealtimeSessionClient session)
    {
        Session = session;
        _reading = ReadAsync();
    }

    public RealtimeSessionClient Session { get; }

    public Told Told { get; } = new();

    /// <summary>The seconds of the agent's voice, 16 bits at 24 kHz.</summary>
    public double Voice => Told.Of<RealtimeServerUpdateResponseOutputAudioDelta>().Sum(one => one.Delta.ToMemory().Length) / 48_000.0;

    public static async Task<OpenAICall> OpenAsync(
        ServerForClients server,
        RealtimeConversationSessionOptions? options = null,
        string model = ServerForClients.Stock
    )
    {
        var call = new OpenAICall(await server.NewClient().StartConversationSessionAsync(model));
        await call.Told.NextAsync<RealtimeServerUpdateSessionCreated>();
        if (options is not null)
        {
            await call.Session.ConfigureConversationSessionAsync(options);
            await call.Told.NextAsync<RealtimeServerUpdateSessionUpdated>();
        }

        return call;
    }

    public static async Task<OpenAICall> TranscribeAsync(ServerForClients server, RealtimeTranscriptionSessionOptions options)
    {
        var call = new OpenAICall(await server.NewClient().StartTranscriptionSessionAsync());
        await call.Told.NextAsync<RealtimeServerUpdateSessionCreated>();
        await call.Session.ConfigureTranscriptionSessionAsync(options);
        await call.Told.NextAsync<RealtimeServerUpdateSessionUpdated>();
        return call;
    }

    public Microphone OpenMicrophone() => new(frame => Session.SendInputAudioAsync(BinaryData.FromBytes(frame)));

    /// <summary>The update with which so many seconds of the agent's voice are there.</summary>
    public Task<RealtimeServerUpdateResponseOutputAudioDelta> VoiceAsync(double seconds) =>
        Told.NextAsync<RealtimeServerUpdateResponseOutputAudioDelta>(_ => Voice >= seconds);

    public async Task<RealtimeResponse> ResponseAsync() => (await Told.NextAsync<RealtimeServerUpdateResponseDone>()).Response;

    /// <summary>What the response said, written or spoken.</summary>
    public async Task<string> SaidAsync()
    {
        var message = Assert.IsType<RealtimeMessageItem>(Assert.Single((await ResponseAsync()).OutputItems));
        return WordsOf(message);
    }

    public static string WordsOf(RealtimeMessageItem message) =>
        Assert.Single(message.Content) switch
        {
            RealtimeOutputAudioMessageContentPart spoken => spoken.Transcript,
            RealtimeOutputTextMessageContentPart written => written.Text,
            var other => throw new InvalidOperationException($"{other.GetType().Name} is nothing that an agent says."),
        };

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        Session.Dispose();
        _over.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var update in Session.ReceiveUpdatesAsync(_over.Token))
            {
                Told.Add(update);
            }

            Told.Fail(new InvalidOperationException("The server has closed the connection."));
        }
        catch (Exception failure)
        {
            Told.Fail(failure);
        }
    }
}
