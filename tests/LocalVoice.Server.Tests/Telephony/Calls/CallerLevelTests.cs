using System.Buffers.Binary;
using LocalVoice.Server.Telephony.Calls;

namespace LocalVoice.Server.Tests.Telephony.Calls;

public sealed class CallerLevelTests
{
    private const int Samples = 160;
    private readonly CallerLevel _level = new();

    [Theory]
    [InlineData(-40, 12)]
    [InlineData(-33, 7)]
    [InlineData(-26, 0)]
    [InlineData(-16, -10)]
    [InlineData(-6, -12)]
    public void A_voice_is_brought_to_one_level_within_limits(double dbfs, double gainDb)
    {
        Hear(dbfs, seconds: 8);

        Assert.Equal(gainDb, _level.GainDb, tolerance: 0.6);
    }

    [Fact]
    public void The_line_alone_changes_nothing()
    {
        Hear(-60, seconds: 10);

        Assert.Equal(0, _level.GainDb);
    }

    [Fact]
    public void A_pause_and_what_is_much_quieter_than_the_voice_change_nothing()
    {
        Hear(-30, seconds: 8);
        var gain = _level.GainDb;

        Hear(-48, seconds: 10);

        Assert.Equal(gain, _level.GainDb);
    }

    [Fact]
    public void The_gain_moves_slowly()
    {
        Hear(-40, seconds: 1);

        Assert.InRange(_level.GainDb, 1, 5);
    }

    [Fact]
    public void Peaks_are_clipped_and_do_not_wrap()
    {
        Hear(-40, seconds: 8);
        var peak = new byte[4];
        BinaryPrimitives.WriteInt16LittleEndian(peak, short.MaxValue);
        BinaryPrimitives.WriteInt16LittleEndian(peak.AsSpan(2), short.MinValue);

        _level.Apply(peak);

        Assert.Equal(short.MaxValue, BinaryPrimitives.ReadInt16LittleEndian(peak));
        Assert.Equal(short.MinValue, BinaryPrimitives.ReadInt16LittleEndian(peak.AsSpan(2)));
    }

    [Fact]
    public void Nothing_is_no_voice() => _level.Apply([]);

    /// <summary>A tone of this RMS level, in pieces of 20 ms.</summary>
    private void Hear(double dbfs, double seconds)
    {
        var amplitude = Math.Sqrt(2) * Math.Pow(10, dbfs / 20) * short.MaxValue;
        var piece = new byte[2 * Samples];
        for (var n = 0; n < seconds * 50; n++)
        {
            for (var i = 0; i < Samples; i++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(piece.AsSpan(2 * i), (short)(amplitude * Math.Sin(2 * Math.PI * i / 20)));
            }

            _level.Apply(piece);
        }
    }
}
