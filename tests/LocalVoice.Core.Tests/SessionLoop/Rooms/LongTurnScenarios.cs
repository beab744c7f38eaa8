using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.SessionLoop.Rooms;

public sealed class LongTurnScenarios
{
    [Fact]
    public async Task A_turn_of_65_s_ends_at_a_pause_and_what_follows_is_another_turn()
    {
        await using var room = new Room(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(1500)) });
        room.Call.Recognizer.Hear = _ => "Había una vez un rey.";

        for (var sentence = 0; sentence < 13; sentence++)
        {
            await room.SayAsync(4400, seed: sentence);
            await room.PassAsync(600);
        }

        await room.SayAsync(3000, seed: 20);
        var first = await room.PassUntilAsync<InputTranscribed>();
        var second = await room.PassUntilAsync<InputTranscribed>();

        Assert.InRange(first.AudioDuration.TotalSeconds, 59, 65.2);
        Assert.InRange(second.AudioDuration.TotalSeconds, 3, 10.5);
        Assert.NotEqual(first.ItemId, second.ItemId);
    }
}
