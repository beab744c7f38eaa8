using LocalVoice.Core.Memory;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Tests.Transcription;

public sealed class UtteranceRoomTests
{
    private const int Second = 16_000;
    private const int MiB = 1024 * 1024;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void An_utterance_that_is_too_long_is_told_once()
    {
        var room = new UtteranceRoom(new(Account(32 * MiB), Minute));
        Assert.True(room.TryTake(60 * Second));
        Assert.False(room.TryTake(1));
        Assert.Equal(RoomShortage.Utterance, room.TakeShortage());
        Assert.False(room.TryTake(1));
        Assert.Equal(RoomShortage.None, room.TakeShortage());
    }

    [Fact]
    public void An_utterance_takes_what_the_session_s_other_utterances_leave_and_gives_it_back()
    {
        var account = Account(MiB);
        var (room, other) = (new UtteranceRoom(new(account, Minute)), new UtteranceRoom(new(account, Minute)));
        Assert.True(room.TryTake(30 * Second));
        Assert.False(other.TryTake(30 * Second));
        Assert.Equal(RoomShortage.Memory, other.TakeShortage());

        room.Leave();

        Assert.Equal(0, account.Held);
        Assert.True(other.TryTake(30 * Second));
    }

    private static MemoryAccount Account(int bytes) => new MemoryBudget(new() { SessionBytes = bytes }).Open();
}
