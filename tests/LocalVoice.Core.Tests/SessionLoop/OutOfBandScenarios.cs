using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>Responses that are no part of the conversation.</summary>
public sealed class OutOfBandScenarios
{
    private static readonly ResponseRequest Aside = new() { OutOfBand = true, Speak = false };

    [Fact]
    public async Task One_leaves_no_trace_in_the_conversation()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Tema: saludos.", "Hola.");

        var aside = await call.CommandAsync<ResponseEnded>(new CreateResponse(Aside with { Instructions = "Di el tema." }));
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("Tema: saludos.", aside.Text);
        Assert.True(call.Log.Of<ResponseCreated>()[0].OutOfBand);
        Assert.DoesNotContain("Tema", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
        Assert.Equal("Hola.", ended.Text);
        await call.CommandAsync<CommandFailed>(new RetrieveItem(aside.ItemId));
    }

    [Fact]
    public async Task One_runs_beside_the_conversations_own()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Uno dos tres.", "Aparte.");
        call.Chat.WordsBeforeHold = 2;
        call.Chat.LaterWordsHold.Engage();
        var own = await call.CommandAsync<ResponseCreated>(new CreateResponse(new()));
        await call.Chat.Begun.ReachesAsync(1);

        var aside = await call.CommandAsync<ResponseCreated>(new CreateResponse(Aside));
        await call.Chat.Begun.ReachesAsync(2);
        call.Chat.LaterWordsHold.Release();
        await call.ExpectAsync<ResponseEnded>();
        await call.ExpectAsync<ResponseEnded>();

        var texts = call.Log.Of<ResponseEnded>().ToDictionary(ended => ended.ResponseId, ended => ended.Text);
        Assert.Equal(("Uno dos tres.", "Aparte."), (texts[own.ResponseId], texts[aside.ResponseId]));
        Assert.Empty(call.Log.Of<CommandFailed>());
    }

    [Fact]
    public async Task One_may_be_spoken_in_a_format_of_its_own()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Hola.");
        var request = new ResponseRequest { OutOfBand = true, OutputFormat = new(LocalVoice.Audio.AudioEncoding.MuLaw, 8000) };

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(request));

        var samples = call.Log.Of<ResponseAudio>().Sum(audio => audio.Samples.Length);
        Assert.Equal(8000, call.Log.Of<ResponseCreated>()[0].Format.SampleRateHz);
        Assert.Equal(ended.Usage.AudioDuration.TotalSeconds, samples / 8000.0, precision: 3);
    }

    [Fact]
    public async Task Its_input_takes_the_place_of_the_conversation()
    {
        await using var call = new SessionScenario(new() { Instructions = "Sé breve." });
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("a", "Uno."), null));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("b", "Dos."), null));

        await call.CommandAsync<ResponseEnded>(new CreateResponse(Aside with { Input = [new ItemReference("b"), Typed("c", "Tres.")] }));
        await call.CommandAsync<ResponseEnded>(new CreateResponse(Aside with { Input = [] }));

        Assert.Equal(
            ["system: Sé breve.\nuser: Dos.\nuser: Tres.", "system: Sé breve."],
            call.Chat.Requests.Select(request => request.Prompt.ReplaceLineEndings("\n"))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_reads_of_the_conversation_has_its_words_first(bool refers)
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Una pregunta.");
        await call.CommandAsync<ItemAdded>(new CreateSpeech("mine", new byte[48_000], null));

        var request = Aside with { Input = refers ? [new ItemReference("mine")] : null };
        await call.Session.SendAsync(new CreateResponse(request), CancellationToken.None);
        await call.PauseAsync(500);
        Assert.Empty(call.Log.Of<ResponseCreated>());
        call.Recognizer.FinalHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal("user: ¿Qué hora es?", Assert.Single(call.Chat.Requests).Prompt);
        Assert.Equal("Una pregunta.", ended.Text);
    }

    [Fact]
    public async Task With_an_input_of_its_own_it_waits_for_nobodys_words()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        await call.CommandAsync<ItemAdded>(new CreateSpeech("mine", new byte[48_000], null));

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(Aside with { Input = [Typed("c", "Tres.")] }));

        Assert.Equal(ResponseStatus.Completed, ended.Outcome.Status);
        call.Recognizer.FinalHold.Release();
    }

    [Fact]
    public async Task No_more_than_four_wait_at_once_and_a_plain_cancel_is_not_for_them()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        await call.CommandAsync<ItemAdded>(new CreateSpeech("mine", new byte[48_000], null));
        for (var i = 0; i < 4; i++)
        {
            await call.Session.SendAsync(new CreateResponse(Aside), CancellationToken.None);
        }

        var refused = await call.CommandAsync<CommandFailed>(new CreateResponse(Aside) { EventId = "e" });
        var cancel = await call.CommandAsync<CommandFailed>(new CancelResponse(null));
        call.Recognizer.FinalHold.Release();
        for (var i = 0; i < 4; i++)
        {
            await call.ExpectAsync<ResponseEnded>();
        }

        Assert.Equal(("too_many_responses", "e"), (refused.Code, refused.EventId));
        Assert.Equal("response_cancel_not_active", cancel.Code);
        Assert.All(call.Chat.Requests, request => Assert.Equal("user: Hola.", request.Prompt));
    }

    [Fact]
    public async Task A_reference_to_an_item_that_is_not_there_is_refused()
    {
        await using var call = new SessionScenario();

        var refused = await call.CommandAsync<CommandFailed>(
            new CreateResponse(Aside with { Input = [new ItemReference("x")] }) { EventId = "e" }
        );

        Assert.Equal(("invalid_value", "response.input", "e"), (refused.Code, refused.Param, refused.EventId));
        Assert.Contains("'x'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_cancelled_by_its_id_and_the_others_go_on()
    {
        await using var call = new SessionScenario();
        call.Chat.FirstWordHold.Engage();
        var own = await call.CommandAsync<ResponseCreated>(new CreateResponse(new()));
        var aside = await call.CommandAsync<ResponseCreated>(new CreateResponse(Aside));

        var cancelled = await call.CommandAsync<ResponseEnded>(new CancelResponse(aside.ResponseId));
        call.Chat.FirstWordHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal((aside.ResponseId, ResponseStatus.Cancelled), (cancelled.ResponseId, cancelled.Outcome.Status));
        Assert.Equal((own.ResponseId, ResponseStatus.Completed), (ended.ResponseId, ended.Outcome.Status));
    }

    [Fact]
    public async Task No_more_than_four_run_at_once()
    {
        await using var call = new SessionScenario();
        call.Chat.FirstWordHold.Engage();
        for (var i = 0; i < 4; i++)
        {
            await call.CommandAsync<ResponseCreated>(new CreateResponse(Aside));
        }

        var refused = await call.CommandAsync<CommandFailed>(new CreateResponse(Aside));
        call.Chat.FirstWordHold.Release();
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal("too_many_responses", refused.Code);
        await call.CommandAsync<ResponseCreated>(new CreateResponse(Aside));
    }

    [Fact]
    public async Task The_users_speech_does_not_interrupt_one()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Aparte.", "Sí.");
        call.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ResponseCreated>(new CreateResponse(Aside));
        await call.SayAsync(600);
        call.Chat.FirstWordHold.Release();

        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(("Aparte.", ResponseStatus.Completed), (ended.Text, ended.Outcome.Status));
    }

    [Fact]
    public async Task A_session_may_end_while_they_begin()
    {
        for (var i = 0; i < 20; i++)
        {
            var call = new SessionScenario();
            for (var one = 0; one < 4; one++)
            {
                await call.Session.SendAsync(new CreateResponse(Aside), CancellationToken.None);
            }

            await call.DisposeAsync();

            Assert.Null(await call.Log.Completed);
        }
    }

    private static MessageItem Typed(string id, string text) =>
        new(id, ConversationRole.User, text, Spoken: false, ConversationItemStatus.Completed);
}
