using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.AI;
using OpenAI.Realtime;
using static LocalVoice.EndToEnd.Tests.Clients.ServerForClients;
using RealtimeSessionOptions = Microsoft.Extensions.AI.RealtimeSessionOptions;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>
/// <c>IRealtimeClient</c> of the package <c>Microsoft.Extensions.AI.OpenAI</c>, unchanged. Where the abstraction has no message, the
/// command of the package below goes through it.
/// </summary>
[Collection(StockClients.Name)]
public sealed class ExtensionsPackageTests(ServerForClients server)
{
    private const string Client = "NuGet Microsoft.Extensions.AI.OpenAI × ";

    [Fact(DisplayName = Client + Cell.Connect)]
    public async Task It_connects()
    {
        await using var call = await ExtensionsCall.OpenAsync(server);
        Assert.Equal(Stock, call.Session.Options?.Model);
    }

    [Fact(DisplayName = Client + Cell.Update)]
    public async Task It_changes_its_session()
    {
        await using var call = await ExtensionsCall.OpenAsync(server, new() { Instructions = "Susurra." });
        await call.SendAsync(new SessionUpdateRealtimeClientMessage(new() { Instructions = "Grita." }));
        await call.RawAsync<RealtimeServerUpdateSessionUpdated>();
        Assert.Equal("Grita.", call.Session.Options?.Instructions);
    }

    [Fact(DisplayName = Client + Cell.History)]
    public async Task It_talks_twice_and_the_second_turn_sees_the_first()
    {
        await using var call = await ExtensionsCall.OpenAsync(server, Transcribed(), Scripted);
        await using var microphone = call.OpenMicrophone();
        foreach (var question in (SpokenSample[])[SpokenSamples.CapitalOfItaly, SpokenSamples.BookATable])
        {
            await microphone.SayAsync(SpokenBytes.Of(question));
            Assert.Equal(question.Text, await call.HeardAsync());
            Assert.Equal(Acknowledged, await call.SaidAsync());
            await microphone.SayAsync(SpokenBytes.Silence(call.Voice + 0.5));
        }

        Assert.Equal(
            [$"user: {SpokenSamples.CapitalOfItaly.Text}", $"assistant: {Acknowledged}", $"user: {SpokenSamples.BookATable.Text}"],
            server.LastPrompt().TakeLast(3)
        );
    }

    [Fact(DisplayName = Client + Cell.Manual)]
    public async Task It_ends_its_turns_itself()
    {
        await using var call = await ExtensionsCall.OpenAsync(server, Transcribed(detects: false));
        await call.AppendAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        await call.SendAsync(new InputAudioBufferCommitRealtimeClientMessage());
        await call.RawAsync<RealtimeServerUpdateInputAudioBufferCommitted>();
        await call.SendAsync(new CreateResponseRealtimeClientMessage());
        Assert.Equal(Rome, await call.SaidAsync());
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await call.HeardAsync());
        Assert.DoesNotContain(
            call.Told.Of<RealtimeServerMessage>(),
            message => message.RawRepresentation is RealtimeServerUpdateInputAudioBufferSpeechStarted
        );
    }

    [Fact(DisplayName = Client + Cell.Text)]
    public async Task It_writes_and_is_answered_in_writing()
    {
        await using var call = await ExtensionsCall.OpenAsync(server);
        await call.WriteAsync(SpokenSamples.CapitalOfItaly.Text);
        await call.SendAsync(new CreateResponseRealtimeClientMessage { OutputModalities = ["text"] });
        Assert.Equal(Rome, WordsOf(await call.ResponseAsync()));
    }

    [Fact(DisplayName = Client + Cell.BargeIn)]
    public async Task It_interrupts_and_tells_what_was_played()
    {
        await using var call = await ExtensionsCall.OpenAsync(server, Transcribed());
        await using var microphone = call.OpenMicrophone();
        await call.WriteAsync(Story);
        await call.SendAsync(new CreateResponseRealtimeClientMessage());
        var story = await call.VoiceAsync(3);
        await microphone.SayAsync(SpokenBytes.Silence(1));
        var saying = microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        await call.RawAsync<RealtimeServerUpdateInputAudioBufferSpeechStarted>();
        await call.SendAsync(new RealtimeClientCommandConversationItemTruncate(story.ItemId!, 0, TimeSpan.FromSeconds(1)));
        Assert.Equal(story.ItemId, (await call.RawAsync<RealtimeServerUpdateConversationItemTruncated>()).ItemId);
        await saying;

        // Completed where all of it had been sent before it was played.
        Assert.Contains((await call.ResponseAsync()).Status?.ToString(), (string[])["cancelled", "completed"]);
        Assert.Equal(Rome, WordsOf(await call.ResponseAsync()));
    }

    [Fact(DisplayName = Client + Cell.Cancel)]
    public async Task It_cancels_and_is_told_when_there_is_nothing_to_cancel()
    {
        await using var call = await ExtensionsCall.OpenAsync(server);
        await call.WriteAsync(Story);
        await call.SendAsync(new CreateResponseRealtimeClientMessage());
        await call.RawAsync<RealtimeServerUpdateResponseCreated>();
        await call.SendAsync(new RealtimeClientCommandResponseCancel());
        Assert.Equal("cancelled", (await call.ResponseAsync()).Status?.ToString());
        await call.SendAsync(new RealtimeClientCommandResponseCancel());
        Assert.Equal("response_cancel_not_active", (await call.Told.NextAsync<ErrorRealtimeServerMessage>()).Error?.ErrorCode);
    }

    [Fact(DisplayName = Client + Cell.Items)]
    public async Task It_retrieves_and_deletes_items()
    {
        await using var call = await ExtensionsCall.OpenAsync(server);
        await call.WriteAsync("Hola.");
        var added = (RealtimeMessageItem)(await call.RawAsync<RealtimeServerUpdateConversationItemDone>()).Item;
        await call.SendAsync(new RealtimeClientCommandConversationItemRetrieve(added.Id));
        Assert.Equal(added.Id, ((RealtimeMessageItem)(await call.RawAsync<RealtimeServerUpdateConversationItemRetrieved>()).Item).Id);
        await call.SendAsync(new RealtimeClientCommandConversationItemDelete(added.Id));
        Assert.Equal(added.Id, (await call.RawAsync<RealtimeServerUpdateConversationItemDeleted>()).ItemId);
    }

    [Fact(DisplayName = Client + Cell.OutOfBand)]
    public async Task It_asks_beside_the_conversation()
    {
        await using var call = await ExtensionsCall.OpenAsync(server);
        await call.SendAsync(
            new CreateResponseRealtimeClientMessage
            {
                ExcludeFromConversation = true,
                Items = [new([new TextContent(SpokenSamples.CapitalOfItaly.Text)], role: ChatRole.User)],
                OutputModalities = ["text"],
            }
        );
        Assert.Equal(Rome, WordsOf(await call.ResponseAsync()));
        Assert.DoesNotContain(
            call.Told.Of<RealtimeServerMessage>(),
            message => message.RawRepresentation is RealtimeServerUpdateConversationItemAdded
        );
    }

    [Fact(DisplayName = Client + Cell.Transcription)]
    public async Task It_only_has_speech_written_down()
    {
        await using var call = await ExtensionsCall.OpenAsync(
            server,
            new()
            {
                SessionKind = RealtimeSessionKind.Transcription,
                TranscriptionOptions = new() { ModelId = "whisper-1", SpeechLanguage = "es" },
            }
        );
        await using var microphone = call.OpenMicrophone();
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await call.HeardAsync());
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.BookATable));
        Assert.Equal(SpokenSamples.BookATable.Text, await call.HeardAsync());
        Assert.Empty(call.Told.Of<ResponseCreatedRealtimeServerMessage>());
    }

    [Fact(DisplayName = Client + Cell.Pcmu)]
    public async Task It_talks_in_a_telephones_format()
    {
        var format = new Microsoft.Extensions.AI.RealtimeAudioFormat("audio/pcmu", SpokenBytes.TelephoneRateHz);
        await using var call = await ExtensionsCall.OpenAsync(
            server,
            new()
            {
                InputAudioFormat = format,
                OutputAudioFormat = format,
                TranscriptionOptions = new() { ModelId = "whisper-1", SpeechLanguage = "es" },
            }
        );
        await using var microphone = new Microphone(call.AppendAsync, SpokenBytes.TelephoneRateHz, G711.EncodeMuLaw(0));
        await microphone.SayAsync(SpokenBytes.MuLawOf(SpokenSamples.CapitalOfItaly));
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await call.HeardAsync());
        Assert.Equal(Rome, await call.SaidAsync());
    }

    /// <remarks>The call is the scripted model's.</remarks>
    [Fact(DisplayName = Client + Cell.ToolCall)]
    public async Task It_is_called_and_its_result_is_spoken()
    {
        server.Script.Enqueue(new("") { ToolCalls = [new("call_1", Function, Arguments)] });
        server.Script.Enqueue(LightIsOn);
        await using var call = await ExtensionsCall.OpenAsync(
            server,
            new()
            {
                TranscriptionOptions = new() { ModelId = "whisper-1", SpeechLanguage = "es" },
                Tools = [AIFunctionFactory.Create((string room, bool on) => $"{room} {on}", Function)],
            },
            Scripted
        );
        await using var microphone = call.OpenMicrophone();
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        var called = await call.Told.NextAsync<ResponseOutputItemRealtimeServerMessage>(message =>
            message.Type == RealtimeServerMessageType.ResponseOutputItemDone && message.Item?.Contents is [FunctionCallContent]
        );
        var function = (FunctionCallContent)called.Item!.Contents[0];
        Assert.Equal((Function, "la cocina"), (function.Name, function.Arguments?["room"]?.ToString()));
        await call.ResponseAsync();
        await call.SendAsync(new CreateConversationItemRealtimeClientMessage(new([new FunctionResultContent(function.CallId, "done")])));
        await call.SendAsync(new CreateResponseRealtimeClientMessage());
        Assert.Equal(LightIsOn, await call.SaidAsync());
        Assert.Contains("done", server.LastPrompt()[^1], StringComparison.Ordinal);
    }

    private static RealtimeSessionOptions Transcribed(bool detects = true) =>
        new()
        {
            TranscriptionOptions = new() { ModelId = "whisper-1", SpeechLanguage = "es" },
            VoiceActivityDetection = new() { Enabled = detects },
        };

    private static string WordsOf(ResponseCreatedRealtimeServerMessage done)
    {
        var item = Assert.Single(((RealtimeServerUpdateResponseDone)done.RawRepresentation!).Response.OutputItems);
        return OpenAICall.WordsOf(Assert.IsType<RealtimeMessageItem>(item));
    }
}
