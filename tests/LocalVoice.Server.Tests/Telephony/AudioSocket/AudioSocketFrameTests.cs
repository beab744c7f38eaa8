using System.Buffers;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Testing.Fuzzing;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

public sealed class AudioSocketFrameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("1001")]
    [InlineData("100002FF")]
    public void A_frame_that_is_not_whole_takes_nothing(string hex)
    {
        var input = new ReadOnlySequence<byte>(Convert.FromHexString(hex));

        Assert.False(AudioSocketFrame.TryRead(ref input, out _));
        Assert.Equal(hex.Length / 2, input.Length);
    }

    [Fact]
    public void The_length_is_big_endian_and_the_next_frame_is_left()
    {
        var input = new ReadOnlySequence<byte>(Convert.FromHexString("03000135" + "000000"));

        Assert.True(AudioSocketFrame.TryRead(ref input, out var key));
        Assert.Equal(AudioSocketFrame.Key, key.Type);
        Assert.Equal("5"u8.ToArray(), key.Payload.ToArray());
        Assert.True(AudioSocketFrame.TryRead(ref input, out var end));
        Assert.Equal((AudioSocketFrame.HangUp, 0L), (end.Type, end.Payload.Length));
        Assert.True(input.IsEmpty);
    }

    /// <summary>Seeded: any bytes in any pieces are frames one after the other, and none is lost or made up.</summary>
    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void Any_bytes_are_frames_and_a_rest()
    {
        var random = FuzzInputs.Random(20_261_129);
        var frames = 0;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            for (var at = 1; at < bytes.Length; at += 7)
            {
                bytes[at] = (byte)(random.Next(4) == 0 ? bytes[at] : 0);
            }

            frames += Read(bytes, random);
        }

        Assert.True(frames > FuzzInputs.Count / 20, $"{frames} frames");
    }

    private static int Read(byte[] bytes, Random random)
    {
        var input = Pieces(bytes, random);
        var (position, frames) = (0, 0);
        while (AudioSocketFrame.TryRead(ref input, out var frame))
        {
            Assert.Equal(bytes[position], frame.Type);
            Assert.Equal((bytes[position + 1] << 8) | bytes[position + 2], frame.Payload.Length);
            Assert.True(frame.Payload.ToArray().AsSpan().SequenceEqual(bytes.AsSpan(position + 3, (int)frame.Payload.Length)));
            position += 3 + (int)frame.Payload.Length;
            frames++;
        }

        Assert.Equal(bytes.Length - position, input.Length);
        Assert.True(input.Length < 3 || input.Length < 3 + ((bytes[position + 1] << 8) | bytes[position + 2]));
        return frames;
    }

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, Random random)
    {
        var cut = random.Next(bytes.Length + 1);
        var first = new Piece(bytes.AsMemory(0, cut), 0);
        var last = first.Followed(bytes.AsMemory(cut));
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Piece Followed(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
