using LocalVoice.Cli.SelfTest;

namespace LocalVoice.Cli.Tests.SelfTest;

public sealed class SpokenWordsTests
{
    [Theory]
    [InlineData("¿Cuál es la capital de Italia?", "cuál es la capital de italia")]
    [InlineData("Quina és la capital d'Itàlia?", "quina és la capital d’Itàlia")]
    public void Case_and_punctuation_do_not_matter(string one, string other) => Assert.True(SpokenWords.Same(one, other));

    [Theory]
    [InlineData("la capital de Italia", "la capital de Francia")]
    [InlineData("cuál", "cual")]
    [InlineData("una mesa", "una mesa una mesa")]
    public void Words_do(string one, string other) => Assert.False(SpokenWords.Same(one, other));
}
