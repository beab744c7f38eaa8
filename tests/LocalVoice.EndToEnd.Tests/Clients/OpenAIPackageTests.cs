using LocalVoice.Core.Audio;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Testing.Audio;
using OpenAI.Realtime;
using static LocalVoice.EndToEnd.Tests.Clients.ServerForClients;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>The Realtime client of the package <c>OpenAI</c>, unchanged. What it cannot read ends its call.</summary>
[Collection(StockClients.Name)]
public sealed class OpenAIPackageTests(ServerForClients server)
{
    private const string Client = "NuGet OpenAI × ";

    [Fact(DisplayName = Client + Cell.Connect)]
    public async Task It_connects()
    {
        using var session = await server.NewClient().StartConversationSessionAsync(Stock);
        await using var updates = session.ReceiveUpdatesAsync().GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var created = Assert.IsType<RealtimeServerUpdateSessionCreated>(updates.Current);
        Assert.Equal(Stock, Assert.IsType<RealtimeConversationSession>(created.Session).Model);
    }

    [Fact(DisplayName = Client + Cell.Update)]
    public async Task It_changes_its_session()
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await call.Session.ConfigureConversationSessionAsync(
            new()
            {
                Instructions = "Grita.",
                MaxOutputTokenCount = 100,
                AudioOptions = new() { InputAudioOptions = new() { TurnDetection = new RealtimeSemanticVadTurnDetection() } },
            }
        );
        var updated = await call.Told.NextAsync<RealtimeServerUpdateSessionUpdated>();
        var session = Assert.IsType<RealtimeConversationSession>(updated.Session);
        Assert.Equal(("Grita.", 100), (session.Instructions, session.MaxOutputTokenCount.CustomMaxOutputTokenCount));
        Assert.IsType<RealtimeSemanticVadTurnDetection>(session.AudioOptions.InputAudioOptions.TurnDetection);
    }

    [Fact(DisplayName = Client + Cell.History)]
    public async Task It_talks_twice_and_the_second_turn_sees_the_first()
    {
        await using var call = await OpenAICall.OpenAsync(server, Transcribed(), Scripted);
        await using var microphone = call.OpenMicrophone();
        foreach (var question in (SpokenSample[])[SpokenSamples.CapitalOfItaly, SpokenSamples.BookATable])
        {
            await microphone.SayAsync(SpokenBytes.Of(question));
            Assert.Equal(question.Text, await HeardAsync(call));
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
        var options = Transcribed();
        options.AudioOptions.InputAudioOptions.DisableTurnDetection();
        await using var call = await OpenAICall.OpenAsync(server, options);
        await call.Session.SendInputAudioAsync(BinaryData.FromBytes(SpokenBytes.Of(SpokenSamples.CapitalOfItaly)));
        await call.Session.CommitPendingAudioAsync();
        await call.Told.NextAsync<RealtimeServerUpdateInputAudioBufferCommitted>();
        await call.Session.StartResponseAsync();
        Assert.Equal(Rome, await call.SaidAsync());
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await HeardAsync(call));
        Assert.Empty(call.Told.Of<RealtimeServerUpdateInputAudioBufferSpeechStarted>());
        Assert.True(call.Voice > 1, $"{call.Voice} s of voice");
    }

    [Fact(DisplayName = Client + Cell.Text)]
    public async Task It_writes_and_is_answered_in_writing()
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await call.Session.AddItemAsync(RealtimeItem.CreateUserMessageItem(SpokenSamples.CapitalOfItaly.Text));
        await call.Session.StartResponseAsync(new RealtimeResponseOptions { OutputModalities = { RealtimeOutputModality.Text } });
        Assert.Equal(Rome, await call.SaidAsync());
        Assert.Equal(Rome, string.Concat(call.Told.Of<RealtimeServerUpdateResponseOutputTextDelta>().Select(one => one.Delta)));
    }

    [Fact(DisplayName = Client + Cell.BargeIn)]
    public async Task It_interrupts_and_tells_what_was_played()
    {
        await using var call = await OpenAICall.OpenAsync(server, Transcribed());
        await using var microphone = call.OpenMicrophone();
        await call.Session.AddItemAsync(RealtimeItem.CreateUserMessageItem(Story));
        await call.Session.StartResponseAsync();
        var story = await call.VoiceAsync(3);
        await microphone.SayAsync(SpokenBytes.Silence(1));
        var saying = microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        await call.Told.NextAsync<RealtimeServerUpdateInputAudioBufferSpeechStarted>();
        await call.Session.TruncateItemAsync(story.ItemId, 0, TimeSpan.FromSeconds(1));
        Assert.Equal(story.ItemId, (await call.Told.NextAsync<RealtimeServerUpdateConversationItemTruncated>()).ItemId);
        await saying;

        // Completed where all of it had been sent before it was played.
        Assert.Contains((await call.ResponseAsync()).Status?.ToString(), (string[])["cancelled", "completed"]);
        Assert.Equal(Rome, await call.SaidAsync());
        await call.Session.RequestItemRetrievalAsync(story.ItemId);
        var kept = (await call.Told.NextAsync<RealtimeServerUpdateConversationItemRetrieved>()).Item;
        Assert.InRange(OpenAICall.WordsOf(Assert.IsType<RealtimeMessageItem>(kept)).Length, 0, 60);
    }

    [Fact(DisplayName = Client + Cell.Cancel)]
    public async Task It_cancels_and_is_told_when_there_is_nothing_to_cancel()
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await call.Session.AddItemAsync(RealtimeItem.CreateUserMessageItem(Story));
        await call.Session.StartResponseAsync();
        await call.Told.NextAsync<RealtimeServerUpdateResponseCreated>();
        await call.Session.CancelResponseAsync();
        Assert.Equal(RealtimeResponseStatus.Cancelled, (await call.ResponseAsync()).Status);
        await call.Session.CancelResponseAsync();
        Assert.Equal("response_cancel_not_active", (await call.Told.NextAsync<RealtimeServerUpdateError>()).Error.Code);
    }

    [Fact(DisplayName = Client + Cell.Items)]
    public async Task It_retrieves_and_deletes_items()
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await call.Session.AddItemAsync(RealtimeItem.CreateUserMessageItem("Hola."));
        var added = Assert.IsType<RealtimeMessageItem>((await call.Told.NextAsync<RealtimeServerUpdateConversationItemDone>()).Item);
        await call.Session.RequestItemRetrievalAsync(added.Id);
        var retrieved = (await call.Told.NextAsync<RealtimeServerUpdateConversationItemRetrieved>()).Item;
        Assert.Equal(added.Id, Assert.IsType<RealtimeMessageItem>(retrieved).Id);
        await call.Session.DeleteItemAsync(added.Id);
        Assert.Equal(added.Id, (await call.Told.NextAsync<RealtimeServerUpdateConversationItemDeleted>()).ItemId);
        await call.Session.RequestItemRetrievalAsync(added.Id);
        Assert.Equal("item_retrieve_invalid_item_id", (await call.Told.NextAsync<RealtimeServerUpdateError>()).Error.Code);
    }

    [Fact(DisplayName = Client + Cell.OutOfBand)]
    public async Task It_asks_beside_the_conversation()
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await call.Session.StartResponseAsync(
            new RealtimeResponseOptions
            {
                DefaultConversationConfiguration = RealtimeResponseDefaultConversationConfiguration.None,
                InputItems = { RealtimeItem.CreateUserMessageItem(SpokenSamples.CapitalOfItaly.Text) },
                OutputModalities = { RealtimeOutputModality.Text },
                Metadata = new Dictionary<string, BinaryData> { ["topic"] = BinaryData.FromObjectAsJson("capitals") },
            }
        );
        var response = await call.ResponseAsync();
        Assert.Equal(Rome, OpenAICall.WordsOf(Assert.IsType<RealtimeMessageItem>(Assert.Single(response.OutputItems))));
        Assert.Null(response.ConversationId);
        Assert.Equal("capitals", response.Metadata["topic"].ToObjectFromJson<string>());
        Assert.Empty(call.Told.Of<RealtimeServerUpdateConversationItemAdded>());
    }

    [Fact(DisplayName = Client + Cell.Transcription)]
    public async Task It_only_has_speech_written_down()
    {
        await using var call = await OpenAICall.TranscribeAsync(
            server,
            new()
            {
                AudioOptions = new()
                {
                    InputAudioOptions = new()
                    {
                        AudioTranscriptionOptions = new() { Model = "whisper-1", Language = "es" },
                    },
                },
            }
        );
        await using var microphone = call.OpenMicrophone();
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await HeardAsync(call));
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.BookATable));
        Assert.Equal(SpokenSamples.BookATable.Text, await HeardAsync(call));
        Assert.Empty(call.Told.Of<RealtimeServerUpdateResponseCreated>());
    }

    [Fact(DisplayName = Client + Cell.Pcmu)]
    public async Task It_talks_in_a_telephones_format()
    {
        var options = Transcribed();
        options.AudioOptions.InputAudioOptions.AudioFormat = new RealtimePcmuAudioFormat();
        options.AudioOptions.OutputAudioOptions = new() { AudioFormat = new RealtimePcmuAudioFormat() };
        await using var call = await OpenAICall.OpenAsync(server, options);
        await using var microphone = new Microphone(
            frame => call.Session.SendInputAudioAsync(BinaryData.FromBytes(frame)),
            SpokenBytes.TelephoneRateHz,
            G711.EncodeMuLaw(0)
        );
        await microphone.SayAsync(SpokenBytes.MuLawOf(SpokenSamples.CapitalOfItaly));
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, await HeardAsync(call));
        Assert.Equal(Rome, await call.SaidAsync());
        Assert.InRange(call.Told.Of<RealtimeServerUpdateResponseOutputAudioDelta>().Sum(one => one.Delta.ToMemory().Length), 8_000, 32_000);
    }

    /// <remarks>The call is the scripted model's.</remarks>
    [Fact(DisplayName = Client + Cell.ToolCall)]
    public async Task It_is_called_and_its_result_is_spoken()
    {
        server.Script.Enqueue(new("") { ToolCalls = [new("call_1", Function, Arguments)] });
        server.Script.Enqueue(LightIsOn);
        var options = Transcribed();
        options.Tools.Add(new RealtimeFunctionTool(Function) { FunctionParameters = BinaryData.FromString(Parameters) });
        await using var call = await OpenAICall.OpenAsync(server, options, Scripted);
        await using var microphone = call.OpenMicrophone();
        await microphone.SayAsync(SpokenBytes.Of(SpokenSamples.CapitalOfItaly));
        var called = await call.Told.NextAsync<RealtimeServerUpdateResponseFunctionCallArgumentsDone>();
        var item = Assert.IsType<RealtimeFunctionCallItem>(Assert.Single((await call.ResponseAsync()).OutputItems));
        Assert.Equal((Function, called.CallId), (item.FunctionName, item.CallId));
        Assert.True(
            System.Text.Json.Nodes.JsonNode.DeepEquals(
                System.Text.Json.Nodes.JsonNode.Parse(Arguments),
                System.Text.Json.Nodes.JsonNode.Parse(item.FunctionArguments.ToString())
            )
        );
        await call.Session.AddItemAsync(RealtimeItem.CreateFunctionCallOutputItem(called.CallId, "done"));
        await call.Session.StartResponseAsync();
        Assert.Equal(LightIsOn, await call.SaidAsync());
        Assert.True(call.Voice > 1, $"{call.Voice} s of voice");
        Assert.Equal("tool: done", server.LastPrompt()[^1]);
    }

    private static RealtimeConversationSessionOptions Transcribed() =>
        new()
        {
            AudioOptions = new()
            {
                InputAudioOptions = new()
                {
                    AudioTranscriptionOptions = new() { Model = "whisper-1", Language = "es" },
                },
            },
        };

    private static async Task<string> HeardAsync(OpenAICall call) =>
        (await call.Told.NextAsync<RealtimeServerUpdateConversationItemInputAudioTranscriptionCompleted>()).Transcript;
}
