using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The client sends a recording of the user's as an item.</summary>
public sealed class RecordedSpeechScenarios
{
    private static readonly byte[] Second = new byte[48_000];

    [Fact]
    public async Task It_is_transcribed_and_a_response_waits_for_its_words()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Las dos.");

        var added = await call.CommandAsync<ItemAdded>(new CreateSpeech("mine", Second, null));
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        call.Recognizer.FinalHold.Release();
        var transcribed = await call.ExpectAsync<InputTranscribed>();
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(("mine", null), (added.Item.Id, added.Item.Text));
        Assert.Equal(("mine", "¿Qué hora es?"), (transcribed.ItemId, transcribed.Transcript));
        Assert.Equal("user: ¿Qué hora es?", Assert.Single(call.Chat.Requests).Prompt);
        Assert.Equal("Las dos.", ended.Text);
        Assert.InRange(transcribed.AudioDuration.TotalSeconds, 0.99, 1);
    }

    [Fact]
    public async Task It_stands_where_the_client_puts_it_and_answers_nothing_by_itself()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Primero.");
        var later = new MessageItem("later", ConversationRole.User, "Luego.", Spoken: false, ConversationItemStatus.Completed);
        await call.CommandAsync<ItemAdded>(new CreateItem(later, null));

        await call.Session.SendAsync(new CreateSpeech("mine", Second, ConversationItem.RootId), CancellationToken.None);
        await call.ExpectAsync<InputTranscribed>();
        await call.PauseAsync(500);
        Assert.Empty(call.Log.Of<ResponseCreated>());
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("user: Primero.\nuser: Luego.", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task One_that_cannot_be_transcribed_stays_without_words_and_the_response_comes()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalFailure = new InvalidOperationException("Deaf.");

        await call.CommandAsync<ItemAdded>(new CreateSpeech("mine", Second, null));
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);

        Assert.Equal("mine", (await call.ExpectAsync<InputTranscriptionFailed>()).ItemId);
        await call.ExpectAsync<ResponseEnded>();
    }

    [Theory]
    [InlineData("mine", null, 4000, "invalid_value", "item.content")]
    [InlineData("taken", null, 48_000, "item_create_invalid_item_id", "item.id")]
    [InlineData("mine", "nowhere", 48_000, "item_create_invalid_previous_item_id", "previous_item_id")]
    [InlineData("mine", null, 1_500_000, "input_audio_buffer_full", "item.content")]
    public async Task What_cannot_be_an_item_is_refused_and_leaves_nothing(string id, string? after, int bytes, string code, string param)
    {
        await using var call = new SessionScenario(options: new() { Input = new() { MaxUtterance = TimeSpan.FromSeconds(30) } });
        await call.CommandAsync<ItemAdded>(new CreateSpeech("taken", Second, null));

        var refused = await call.CommandAsync<CommandFailed>(new CreateSpeech(id, new byte[bytes], after) { EventId = "e" });

        Assert.Equal((code, param, "e"), (refused.Code, refused.Param, refused.EventId));
        await call.CommandAsync<CommandFailed>(new RetrieveItem("mine"));
    }

    [Fact]
    public async Task Audio_for_which_there_is_no_room_is_told_with_the_clients_id_of_its_event()
    {
        var options = new PipelineOptions { Input = new() { MaxUtterance = TimeSpan.FromSeconds(30) } };
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual }, options: options);

        for (var second = 0; second <= 30; second++)
        {
            await call.Session.AppendAudioAsync(Second, $"evt_{second}", CancellationToken.None);
        }

        var dropped = await call.ExpectAsync<CommandFailed>();
        Assert.Equal(("input_audio_buffer_full", "audio", "evt_30"), (dropped.Code, dropped.Param, dropped.EventId));
    }
}
