using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Numbers;

public sealed class CatalanVarietyTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("ca", "huit huitanta-huit huit-cents el cinqué i la huitena")]
    [InlineData("ca-valencia", "huit huitanta-huit huit-cents el cinqué i la huitena")]
    [InlineData("ca-ES-valencia", "huit huitanta-huit huit-cents el cinqué i la huitena")]
    [InlineData("ca-ES", "vuit vuitanta-vuit vuit-cents el cinquè i la vuitena")]
    [InlineData("ca_AD", "vuit vuitanta-vuit vuit-cents el cinquè i la vuitena")]
    [InlineData("ca-central", "vuit vuitanta-vuit vuit-cents el cinquè i la vuitena")]
    public void The_tag_of_the_voice_decides_the_variety(string language, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize("8 88 800 el 5é i la 8a", language));

    [Theory]
    [InlineData("el 26è, el 28è, a les 5:30 pm", "el vint-i-sisè, el vint-i-vuitè, a les cinc i mitja de la tarda")]
    [InlineData("Alfons VIII i la VIII Fira", "Alfons vuitè i la vuitena Fira")]
    public void Central_Catalan(string written, string spoken) => Assert.Equal(spoken, Spoken.Central(written));
}
