using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Input;

public sealed class ListeningStageTests
{
    private static readonly AudioFormat Pcm24 = new(AudioEncoding.Pcm16, 24_000);

    [Theory]
    [InlineData(2)]
    [InlineData(960)]
    [InlineData(7680)]
    [InlineData(96_000)]
    public void However_the_client_cuts_its_audio_the_frames_are_the_same(int bytes)
    {
        var audio = Tone(2.0);

        Assert.Equal(Hear(audio, audio.Length), Hear(audio, bytes));
    }

    [Fact]
    public void Hearing_a_frame_allocates_nothing()
    {
        using var stage = Stage();
        var audio = Tone(0.02);
        Listen(200);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Listen(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Listen(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                stage.Feed(audio);
                while (stage.TryHearFrame(out _))
                {
                }
            }
        }
    }

    [Fact]
    public void A_new_format_goes_on_at_the_same_position()
    {
        using var stage = Stage();
        stage.Feed(new byte[48_000]);
        Count(stage);
        stage.Use(new(AudioEncoding.MuLaw, 8000), TurnDetection.Semantic(Eagerness.Auto));

        stage.Feed(new byte[8000]);
        Count(stage);

        Assert.InRange(stage.Position, 31_600, 32_000);
    }

    private static List<(long, TurnSignal)> Hear(byte[] audio, int bytes)
    {
        using var stage = Stage();
        var heard = new List<(long, TurnSignal)>();
        for (var start = 0; start < audio.Length; start += bytes)
        {
            stage.Feed(audio.AsSpan(start, Math.Min(bytes, audio.Length - start)));
            while (stage.TryHearFrame(out var signal))
            {
                heard.Add((stage.Position, signal));
            }
        }

        return heard;
    }

    private static void Count(ListeningStage stage)
    {
        while (stage.TryHearFrame(out _))
        {
        }
    }

    private static ListeningStage Stage() =>
        new(new FakeVoiceActivityDetector(FakeVoiceActivityDetectorFactory.ByLoudness), Pcm24, TurnDetection.Semantic(Eagerness.Auto), new TurnOptions());

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
