using System.ClientModel;
using System.Runtime.InteropServices;
using LocalVoice.Client.Audio;
using LocalVoice.Client.Providers;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.AI;
using OpenAI.Realtime;

namespace LocalVoice.EndToEnd.Tests.Providers;

#pragma warning disable MEAI001, OPENAI002 // What is tested.

/// <summary>The server as one provider among those of the ecosystem: its interface of realtime sessions, unchanged.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class RealtimeProviderTests(RunningLocalVoice localVoice)
{
    private const string Rome = "La capital de Italia es Roma.";

    private static readonly DataContent Silence = new(new byte[2 * 24_000 * 2], "audio/pcm");

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task A_spoken_turn_is_heard_and_answered_by_voice()
    {
        using var client = new LocalVoiceRealtimeClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");

        var response = await HoldSpokenTurnAsync(client);

        Assert.Equal("completed", response.Status);
        Assert.True(response.Usage!.TotalTokenCount > 0);
        Assert.Equal(Rome, Assert.IsType<TextContent>(Assert.Single(Assert.Single(response.Items!).Contents)).Text);
    }

    [Fact]
    public async Task Microsofts_client_of_OpenAIs_service_holds_the_same_turn()
    {
        var service = new RealtimeClient(
            new ApiKeyCredential(localVoice.Address.Key!),
            new RealtimeClientOptions { Endpoint = new Uri(localVoice.Address.Root, "v1") }
        );
        using var client = new OpenAIRealtimeClient(service, "es");

        await HoldSpokenTurnAsync(client);
    }

    [Fact]
    public async Task A_recording_that_the_client_commits_is_answered_when_it_asks()
    {
        using var client = new LocalVoiceRealtimeClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");
        await using var session = await client.CreateSessionAsync(new() { VoiceActivityDetection = new() { Enabled = false } }, Soon);

        await session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(await FileOf(SpokenSamples.CapitalOfItaly)), Soon);
        await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage(), Soon);
        await session.SendAsync(new CreateResponseRealtimeClientMessage(), Soon);

        Assert.Equal(Rome, WordsOf(await ReadTurnAsync(session)));
    }

    [Fact]
    public async Task A_typed_question_is_answered_in_writing()
    {
        using var client = new LocalVoiceRealtimeClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");
        await using var session = await client.CreateSessionAsync(new() { OutputModalities = ["text"] }, Soon);

        await session.SendAsync(
            new CreateConversationItemRealtimeClientMessage(new([new TextContent(SpokenSamples.CapitalOfItaly.Text)])),
            Soon
        );
        await session.SendAsync(new CreateResponseRealtimeClientMessage(), Soon);
        var turn = await ReadTurnAsync(session);

        var deltas = Of(turn, RealtimeServerMessageType.OutputTextDelta).Select(delta => delta.Text);
        Assert.Equal(Rome, string.Concat(deltas).Trim());
        Assert.Equal(Rome, Assert.Single(Of(turn, RealtimeServerMessageType.OutputTextDone)).Text!.Trim());
        Assert.Empty(Of(turn, RealtimeServerMessageType.OutputAudioDelta));
    }

    [Fact]
    public async Task What_the_server_refuses_is_an_error_of_that_message_and_the_session_goes_on()
    {
        using var client = new LocalVoiceRealtimeClient(localVoice.Address.Root, localVoice.Address.Key, model: "es");
        await using var session = await client.CreateSessionAsync(new() { OutputModalities = ["text"] }, Soon);

        await session.SendAsync(new InputAudioBufferCommitRealtimeClientMessage { MessageId = "mine" }, Soon);
        await session.SendAsync(new CreateConversationItemRealtimeClientMessage(new([new TextContent("Hola")])), Soon);
        await session.SendAsync(new CreateResponseRealtimeClientMessage(), Soon);
        var turn = await ReadTurnAsync(session);

        var error = Assert.Single(turn.OfType<ErrorRealtimeServerMessage>());
        Assert.Equal(("mine", "input_audio_buffer_commit_empty"), (error.OriginatingMessageId, error.Error!.ErrorCode));
        Assert.Equal("completed", turn.OfType<ResponseCreatedRealtimeServerMessage>().Last().Status);
    }

    /// <returns>The end of the response.</returns>
    private static async Task<ResponseCreatedRealtimeServerMessage> HoldSpokenTurnAsync(IRealtimeClient client)
    {
        await using var session = await client.CreateSessionAsync(
            new()
            {
                Instructions = "Responde breve.",
                OutputModalities = ["audio"],
                TranscriptionOptions = new() { ModelId = "default", SpeechLanguage = "es" },
                VoiceActivityDetection = new(),
            },
            Soon
        );
        await session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(Pcm(SpokenSamples.CapitalOfItaly)), Soon);
        await session.SendAsync(new InputAudioBufferAppendRealtimeClientMessage(Silence), Soon);
        var turn = await ReadTurnAsync(session, RealtimeServerMessageType.InputAudioTranscriptionCompleted);

        Assert.Equal(
            SpokenSamples.CapitalOfItaly.Text,
            turn.OfType<InputAudioTranscriptionRealtimeServerMessage>().Last().Transcription!.Trim()
        );
        Assert.Equal(("es", "Responde breve."), (session.Options!.Model, session.Options.Instructions));
        Assert.Equal(Rome, WordsOf(turn));
        Assert.True(SecondsOf(turn) > 1, $"{SecondsOf(turn)} s of sound");
        return turn.OfType<ResponseCreatedRealtimeServerMessage>().Last();
    }

    /// <summary>What other clients than ours want.</summary>
    private static DataContent Pcm(SpokenSample sample) =>
        new(MemoryMarshal.AsBytes(WaveFile.Load(sample.FilePath).At(24_000).Samples.Span).ToArray(), "audio/pcm");

    private static async Task<DataContent> FileOf(SpokenSample sample) =>
        await DataContent.LoadFromAsync(sample.FilePath, cancellationToken: Soon);

    /// <summary>All messages up to the end of a response, and to one of another type where the test needs it.</summary>
    private static async Task<List<RealtimeServerMessage>> ReadTurnAsync(
        IRealtimeClientSession session,
        RealtimeServerMessageType? alsoNeeded = null
    )
    {
        var messages = new List<RealtimeServerMessage>();
        await foreach (var message in session.GetStreamingResponseAsync(Soon))
        {
            messages.Add(message);
            if (Has(messages, RealtimeServerMessageType.ResponseDone) && (alsoNeeded is not { } other || Has(messages, other)))
            {
                break;
            }
        }

        return messages;
    }

    private static bool Has(List<RealtimeServerMessage> messages, RealtimeServerMessageType type) =>
        messages.Exists(message => message.Type == type);

    private static IEnumerable<OutputTextAudioRealtimeServerMessage> Of(
        List<RealtimeServerMessage> messages,
        RealtimeServerMessageType type
    ) => messages.OfType<OutputTextAudioRealtimeServerMessage>().Where(message => message.Type == type);

    private static string WordsOf(List<RealtimeServerMessage> messages) =>
        string.Concat(Of(messages, RealtimeServerMessageType.OutputAudioTranscriptionDelta).Select(delta => delta.Text)).Trim();

    private static double SecondsOf(List<RealtimeServerMessage> messages) =>
        Of(messages, RealtimeServerMessageType.OutputAudioDelta).Sum(delta => Convert.FromBase64String(delta.Audio!).Length)
        / (2 * 24_000.0);
}
