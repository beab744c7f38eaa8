using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The agent was cut off, and it turns out that nobody meant to.</summary>
public sealed class ResumedResponseScenarios
{
    [Theory]
    [InlineData("")]
    [InlineData("Sí, sí.")]
    public async Task A_stock_client_hears_the_rest_of_what_a_sound_has_cut_off(string understood)
    {
        await using var call = await Calls.TalkingAsync(extensions: false);
        call.Recognizer.Finals.Then(understood);

        await call.SayAsync(300);
        await call.PauseUntilAsync<ResponseStarted>();
        var rest = await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>() is [_, var second] ? second : null);

        var cut = call.Log.Of<ResponseEnded>()[0];
        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(cut.ItemId))).Item.Text!;
        Assert.InRange(heard.Length, 3, 34);
        Assert.Equal(Calls.LongAnswer, $"{heard} {rest.Text}");
        Assert.Equal(2, call.Log.Of<ResponseCreated>().Count);
        Assert.Single(call.Log.Of<InputCommitted>());
    }

    [Fact]
    public async Task What_the_client_says_later_that_it_did_not_play_is_heard_again()
    {
        await using var call = await Calls.TalkingAsync(extensions: false);
        call.Recognizer.Finals.Then("");
        var item = call.Log.Of<ResponseStarted>()[0].ItemId;

        await call.SayAsync(200);
        await call.ExpectAsync<ResponseEnded>();
        await call.CommandAsync<ItemTruncated>(new TruncateItem(item, 0, TimeSpan.FromMilliseconds(250)));
        await call.SayAsync(100);
        var rest = await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>() is [_, var second] ? second : null);

        Assert.Equal(Calls.LongAnswer, $"Uno {rest.Text}");
    }

    [Fact]
    public async Task What_the_model_had_not_written_to_its_end_is_given_anew()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Cuenta.", "");
        call.Chat.Replies.Then(Calls.LongAnswer, "Otra vez.");
        call.Chat.WordsBeforeHold = 12;
        call.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.ListenAsync(500);

        await call.SayAsync(300);
        call.Chat.LaterWordsHold.Release();

        Assert.Equal("Otra vez.", (await call.PauseUntilAsync(() => Completed(call, "Otra vez."))).Text);
    }

    [Fact]
    public async Task An_answer_to_the_agents_question_is_one_though_it_comes_before_its_end()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Quiero pan.", "Sí.");
        call.Chat.Replies.Then("¿Quiere usted alguna otra cosa de la tienda?", "Dígame.");
        await call.SayAsync(600);
        await call.ListenAsync(1200);

        await call.SayAsync(300);

        Assert.Equal("Dígame.", (await call.PauseUntilAsync(() => Completed(call, "Dígame."))).Text);
    }

    [Fact]
    public async Task Without_the_option_the_response_is_given_anew()
    {
        await using var call = await Calls.TalkingAsync(false, new() { BargeIn = new() { ResumeAfterFalse = false } });
        call.Recognizer.Finals.Then("");
        call.Chat.Replies.Then("Otra vez.");

        await call.SayAsync(300);

        Assert.Equal("Otra vez.", (await call.PauseUntilAsync(() => Completed(call, "Otra vez."))).Text);
    }

    [Fact]
    public async Task Words_that_follow_are_answered_instead()
    {
        await using var call = await Calls.TalkingAsync(extensions: false);
        call.Recognizer.Finals.Then("", "¿Cuánto es?");
        call.Recognizer.FinalHold.Engage();
        call.Chat.Replies.Then("Dos.");

        await call.SayAsync(200);
        await call.PauseAsync(700);
        await call.SayAsync(300);
        call.Recognizer.FinalHold.Release();

        Assert.Equal("Dos.", (await call.PauseUntilAsync(() => Completed(call, "Dos."))).Text);
        Assert.Equal(2, call.Log.Of<ResponseCreated>().Count);
    }

    private static ResponseEnded? Completed(SessionScenario call, string text) =>
        call.Log.Of<ResponseEnded>().FirstOrDefault(ended => ended.Outcome.Status is ResponseStatus.Completed && ended.Text == text);
}
