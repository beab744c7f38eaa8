using System.Text;
using LocalVoice.Audio;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class AllocationTests
{
    private const int Frames = 1000;
    private const int Rounds = 5;
    private static readonly ResponseAudio Frame = new("resp_1", "item_a", 1, 0, new short[480], Last: false, CancellationToken.None);

    [Fact]
    public void A_frame_of_the_users_voice_allocates_nothing()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(new byte[960])}}"}""");
        using var appended = new AppendedAudio(new MemoryBudget(new()).Open());
        Assert.Equal(0, Allocated(() => Assert.True(appended.TryRead(json, out _))));
    }

    [Fact]
    public void A_frame_of_the_agents_voice_allocates_nothing_as_base64() => AssertAllocatesNothing(new Base64AudioFraming());

    [Fact]
    public void A_frame_of_the_agents_voice_allocates_nothing_as_binary() => AssertAllocatesNothing(new BinaryAudioFraming());

    private static void AssertAllocatesNothing(IAudioFraming framing)
    {
        using var batch = new EventBatch(new EventIds());
        Assert.Equal(
            0,
            Allocated(() =>
            {
                framing.Write(batch, Frame, AudioEncoding.Pcm16);
                batch.Messages[0].Release();
                batch.Clear();
            })
        );
    }

    /// <summary>The least of a few rounds: the runtime's own work between them, such as trimming pools, is nobody's frame.</summary>
    private static long Allocated(Action frame) => Enumerable.Range(0, Rounds).Min(_ => AllocatedInRound(frame));

    private static long AllocatedInRound(Action frame)
    {
        frame();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++)
        {
            frame();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
