using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.SessionLoop.Rooms;

public sealed class BabbleScenarios
{
    private static readonly SessionSettings Stock = new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(500)) };

    /// <summary>Babble, for as long as a test lasts.</summary>
    private static readonly float[] Babble = SyllableVoice.Babble(20, -40, seed: 5);

    [Fact]
    public async Task Five_clear_questions_in_200_s_of_babble_get_five_answers()
    {
        await using var room = InBabble();

        for (var question = 0; question < 5; question++)
        {
            await room.PassAsync(37_000);
            await room.SayAsync(1500, seed: question);
            await room.HearOutAsync();
        }

        Assert.Equal(5, room.Call.Log.Of<ResponseEnded>().Count(ended => ended.Outcome == ResponseOutcome.Completed));
        Assert.Equal(5, room.Call.Log.Of<InputCommitted>().Count);
    }

    [Fact]
    public async Task The_babble_that_was_there_before_is_no_part_of_the_question()
    {
        await using var room = InBabble();

        await room.PassAsync(5000);
        await room.SayAsync(1500);
        await room.HearOutAsync();

        var transcribed = Assert.Single(room.Call.Log.Of<InputTranscribed>());
        Assert.InRange(transcribed.AudioDuration.TotalMilliseconds, 1300, 2800);
    }

    [Fact]
    public async Task Once_the_user_is_known_babble_begins_no_turn_and_delays_no_answer()
    {
        await using var room = InBabble();
        await room.PassAsync(3000);
        await room.SayAsync(1500);
        await room.HearOutAsync();
        var before = room.Call.Log.Of<SpeechStarted>().Count;

        await room.PassAsync(20_000);
        Assert.Equal(before, room.Call.Log.Of<SpeechStarted>().Count);

        await room.SayAsync(1500, seed: 3);
        var said = room.Call.Time.GetTimestamp();
        await room.PassUntilAsync<SpeechStopped>();
        Assert.InRange(room.Call.Time.GetElapsedTime(said).TotalMilliseconds, 300, 800);
    }

    [Fact]
    public async Task A_soft_user_is_answered_in_a_quiet_room()
    {
        await using var room = new Room(Stock);
        room.Call.Recognizer.Hear = _ => "¿Qué hora es?";

        foreach (var dbfs in (double[])[-36, -26, -36, -33])
        {
            await room.SayAsync(1500, dbfs);
            await room.HearOutAsync();
        }

        Assert.Equal(4, room.Call.Log.Of<ResponseEnded>().Count);
    }

    private static Room InBabble()
    {
        var room = new Room(Stock, others: Babble);
        room.Call.Recognizer.Hear = audio => Room.Loudest(audio) > -28 ? "¿Qué hora es?" : "";
        return room;
    }
}
