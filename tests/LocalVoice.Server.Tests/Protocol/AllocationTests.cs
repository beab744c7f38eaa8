using System.Text;
using LocalVoice.Audio;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Testing.Memory;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class AllocationTests
{
    private const int Frames = 1000;
    private static readonly ResponseAudio Frame = new("resp_1", "item_a", 1, 0, new short[480], Last: false, CancellationToken.None);

    [Fact]
    public void A_frame_of_the_users_voice_allocates_nothing()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(new byte[960])}}"}""");
        using var appended = new AppendedAudio(new MemoryBudget(new()).Open());
        Assert.Equal(0, Allocations.Of(Frames, () => Assert.True(appended.TryRead(json, out _))));
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
            Allocations.Of(
                Frames,
                () =>
                {
                    framing.Write(batch, Frame, AudioEncoding.Pcm16);
                    batch.Messages[0].Release();
                    batch.Clear();
                }
            )
        );
    }
}
