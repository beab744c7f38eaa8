using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class G711Tests
{
    public static TheoryData<byte> Codes => [.. Enumerable.Range(0, 256).Select(code => (byte)code)];

    /// <summary>ITU-T G.711 tables 1a and 2a, scaled to 16 bits.</summary>
    [Theory]
    [InlineData(0xFF, 0)]
    [InlineData(0x80, 32_124)]
    [InlineData(0x00, -32_124)]
    [InlineData(0x8F, 16_764)]
    [InlineData(0xFE, 8)]
    [InlineData(0xEF, 132)]
    public void Mu_law_decodes_as_the_recommendation_says(byte code, short sample) => Assert.Equal(sample, G711.DecodeMuLaw(code));

    [Theory]
    [InlineData(0xD5, 8)]
    [InlineData(0x55, -8)]
    [InlineData(0xAA, 32_256)]
    [InlineData(0x2A, -32_256)]
    [InlineData(0xC5, 264)]
    [InlineData(0xF5, 528)]
    public void A_law_decodes_as_the_recommendation_says(byte code, short sample) => Assert.Equal(sample, G711.DecodeALaw(code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_survives_a_round_trip(byte code)
    {
        Assert.Equal(code, G711.EncodeALaw(G711.DecodeALaw(code)));

        // μ-law has two zeros; the positive one is written.
        Assert.Equal(code == 0x7F ? 0xFF : code, G711.EncodeMuLaw(G711.DecodeMuLaw(code)));
    }

    [Fact]
    public void Every_sample_comes_back_within_half_a_step_of_its_segment()
    {
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            var magnitude = Math.Abs(sample);
            var muLawError = Math.Abs(G711.DecodeMuLaw(G711.EncodeMuLaw((short)sample)) - sample);
            var aLawError = Math.Abs(G711.DecodeALaw(G711.EncodeALaw((short)sample)) - sample);
            Assert.True(muLawError <= Math.Max(4, (magnitude + 132) / 32 + 1) || magnitude > 32_635, $"μ-law {sample}: {muLawError}");
            Assert.True(aLawError <= Math.Max(8, magnitude / 32 + 1), $"A-law {sample}: {aLawError}");
        }
    }
}
