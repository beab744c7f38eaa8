using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Tests.SessionLoop.Rooms;

/// <summary>Somebody else in the room speaks while the agent does.</summary>
public sealed class OtherVoiceScenarios
{
    private const string Answer =
        "La capital de Italia es Roma, una ciudad muy antigua a orillas del Tíber, con tres millones de habitantes.";

    [Theory]
    [InlineData(-34, false)]
    [InlineData(-26, true)]
    public async Task Their_words_interrupt_the_agent_only_if_they_are_about_as_loud_as_the_user(double dbfs, bool interrupts)
    {
        await using var room = new Room(new SessionSettings { Extensions = true });
        room.Call.Recognizer.Finals.Then("¿Cuál es la capital de Italia?", "¿Dónde están las llaves?");
        room.Call.Recognizer.Interims.Then([.. Enumerable.Repeat(new InterimTranscript("¿Dónde están", " las"), 20)]);
        room.Call.Chat.Replies.Then(Answer);
        await room.SayAsync(1500, dbfs: -20);
        await room.PassUntilAsync<ResponseAudio>();
        await room.PassAsync(1300);

        await room.BabbleAsync(1500, dbfs);
        await room.PassAsync(600);

        Assert.True((interrupts ? 1 : 0) == room.Call.Log.Of<PlaybackFlushed>().Count, room.Call.Log.Story);
    }

    [Theory]
    [InlineData(-33, false)]
    [InlineData(-24, true)]
    public async Task Voices_in_confusion_pause_it_only_if_they_are_about_as_loud_as_the_user(double dbfs, bool pauses)
    {
        await using var room = new Room(new SessionSettings { Extensions = true });
        room.Call.Recognizer.Finals.Then("¿Cuál es la capital de Italia?");
        room.Call.Chat.Replies.Then(Answer);
        await room.SayAsync(1500, dbfs: -20);
        await room.PassUntilAsync<ResponseAudio>();
        room.Call.Recognizer.Finals.Then("");
        await room.PassAsync(1300);

        await room.BabbleAsync(1500, dbfs);
        await room.PassAsync(600);

        Assert.True(room.Call.Log.Of<PlaybackDucked>().Count > 0, room.Call.Log.Story);
        Assert.True((pauses ? 1 : 0) == room.Call.Log.Of<PlaybackPaused>().Count, room.Call.Log.Story);
    }
}
