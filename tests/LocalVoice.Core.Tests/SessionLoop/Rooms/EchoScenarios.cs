using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.SessionLoop.Rooms;

public sealed class EchoScenarios
{
    private const string Answer =
        "La capital de Italia es Roma, una ciudad muy antigua a orillas del Tíber, con tres millones de habitantes.";
    private const string Question = "¿Cuál es la capital de Italia?";
    private static readonly SessionSettings Stock = new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(500)) };

    /// <param name="leaks">
    /// At −12 dB a turn in twenty may still begin by echo, by how the stages' work falls; below that none does.
    /// </param>
    [Theory]
    [InlineData(-12, 60, 1)]
    [InlineData(-12, 250, 1)]
    [InlineData(-20, 120, 0)]
    [InlineData(-30, 120, 0)]
    public async Task In_twenty_turns_the_agent_neither_interrupts_nor_answers_itself(double echoDb, int delayMs, int leaks)
    {
        await using var room = With(echoDb, delayMs);

        for (var turn = 0; turn < 20; turn++)
        {
            await room.SayAsync(1500, seed: turn);
            await room.HearOutAsync();
            await room.PassAsync(1000);
        }

        Assert.True(room.Call.Log.Of<SpeechStarted>().Count <= 20 + leaks, Starts(room));
        Assert.InRange(room.Call.Log.Of<InputCommitted>().Count, 20, 20 + leaks);
        Assert.InRange(
            room.Call.Log.Of<ResponseEnded>().Count(ended => ended.Outcome == ResponseOutcome.Completed),
            20 - leaks,
            20 + leaks
        );
    }

    [Fact]
    public async Task A_greeting_is_not_interrupted_by_its_own_echo()
    {
        await using var room = With(-12, 120);

        await room.Call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await room.HearOutAsync();
        await room.PassAsync(1000);

        Assert.True(room.Call.Log.Of<SpeechStarted>().Count == 0, Starts(room));
    }

    [Fact]
    public async Task The_loudest_echo_is_understood_and_not_answered()
    {
        await using var room = With(-3, 120, "La capital de Italia es Roma, una ciudad muy antigua.");

        for (var turn = 0; turn < 5; turn++)
        {
            await room.SayAsync(1500, seed: turn);
            await room.HearOutAsync();
            await room.PassAsync(1000);
        }

        Assert.NotEmpty(room.Call.Log.Of<InputTranscribed>());
        Assert.All(room.Call.Log.Of<InputTranscribed>(), said => Assert.Equal(Question, said.Transcript));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(-20)]
    public async Task The_user_interrupts_over_the_echo(double echoDb)
    {
        await using var room = With(echoDb, 120);
        await room.SayAsync(1500);
        await room.PassUntilAsync<ResponseStarted>();
        await room.PassAsync(2000);

        await room.SayAsync(1000, seed: 5);
        var said = await room.PassUntilAsync<InputTranscribed>();

        Assert.Equal(Question, said.Transcript);
        Assert.Equal(2, room.Call.Log.Of<SpeechStarted>().Count);
        Assert.True(room.Call.Log.Of<ResponseAudio>().Last(audio => audio.Ordinal == 1).Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task With_headphones_the_user_interrupts_at_once()
    {
        await using var room = new Room(Stock);
        room.Call.Recognizer.Hear = _ => Question;
        room.Call.Chat.Replies.Then(Answer);
        await room.SayAsync(1500);
        await room.PassUntilAsync<ResponseStarted>();
        await room.PassAsync(700);

        await room.SayAsync(300, seed: 5);

        Assert.Equal(2, room.Call.Log.Of<SpeechStarted>().Count);
    }

    /// <summary>A room in which the recogniser understands the user where they are heard, and else the agent.</summary>
    private static Room With(double echoDb, int delayMs, string answer = Answer)
    {
        var room = new Room(Stock, new(echoDb, TimeSpan.FromMilliseconds(delayMs), TimeSpan.FromMilliseconds(0.1)));
        var echoDbfs = Room.AgentDbfs + echoDb;
        room.Call.Recognizer.Hear = audio =>
            echoDbfs > -24 ? HearLoud(audio)
            : Room.Loudest(audio) > -20 ? Question
            : "Italia es";
        room.Call.Chat.Replies.Then(answer);
        return room;
    }

    private static string Starts(Room room) =>
        "Speech started at " + string.Join(' ', room.Call.Log.Of<SpeechStarted>().Select(start => $"{start.AudioStart.TotalSeconds:0.00}"));

    /// <summary>Where the echo is as loud as the user: by its length.</summary>
    private static string HearLoud(float[] audio) => audio.Length is > 24_000 and < 40_000 ? Question : "la capital de Italia";
}
