using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Memory;

namespace LocalVoice.Core.Tests.Input;

public sealed class AudioInputTests
{
    private static readonly AudioFormat Pcm24 = new(AudioEncoding.Pcm16, 24_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(319)]
    [InlineData(960)]
    [InlineData(7680)]
    [InlineData(96_000)]
    public void However_the_client_cuts_its_audio_the_frames_are_the_same(int bytes)
    {
        var audio = Tone(2.0);

        Assert.Equal(Read(audio, audio.Length), Read(audio, bytes));
    }

    [Fact]
    public void Reading_a_frame_allocates_nothing()
    {
        using var input = Input();
        var audio = Tone(0.02);

        Assert.Equal(0, Allocations.Of(1000, Listen));

        void Listen()
        {
            input.Write(audio);
            while (input.TryReadFrame(speaking: false, out _)) { }
        }
    }

    [Fact]
    public void Half_a_sample_that_was_thrown_away_does_not_shift_what_follows()
    {
        var audio = Tone(0.5);
        using var input = Input();
        input.Write(audio.AsSpan(0, 1));
        input.Forget();

        input.Write(audio);

        using var other = Input();
        other.Write(audio);
        Assert.True(input.TryReadFrame(speaking: false, out _) && other.TryReadFrame(speaking: false, out _));
        Assert.Equal(other.Frame, input.Frame);
    }

    [Fact]
    public void A_new_format_goes_on_at_the_same_position()
    {
        using var input = Input();
        input.Write(new byte[48_000]);
        Count(input);
        input.Use(new(AudioEncoding.MuLaw, 8000));

        input.Write(new byte[8000]);
        Count(input);

        Assert.InRange(input.Position, 31_600, 32_000);
    }

    private static List<FrameAnalysis> Read(byte[] audio, int bytes)
    {
        using var input = Input();
        var read = new List<FrameAnalysis>();
        for (var start = 0; start < audio.Length; start += bytes)
        {
            input.Write(audio.AsSpan(start, Math.Min(bytes, audio.Length - start)));
            while (input.TryReadFrame(speaking: false, out var frame))
            {
                read.Add(frame);
            }
        }

        return read;
    }

    private static void Count(AudioInput input)
    {
        while (input.TryReadFrame(speaking: false, out _)) { }
    }

    private static AudioInput Input() =>
        new(new FakeVoiceActivityDetector(FakeVoiceActivityDetectorFactory.ByLoudness), Pcm24, TimeSpan.FromMilliseconds(500));

    /// <summary>Half of it a tone, then silence.</summary>
    private static byte[] Tone(double seconds)
    {
        var samples = (int)(seconds * 24_000);
        var encoded = new byte[samples * 2];
        for (var i = 0; i < samples / 2; i++)
        {
            BitConverter.TryWriteBytes(encoded.AsSpan(2 * i), (short)(6000 * Math.Sin(2 * Math.PI * 300 * i / 24_000)));
        }

        return encoded;
    }
}
