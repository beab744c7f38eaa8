using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class NonSpeechTagsTests
{
    [Theory]
    [InlineData(" Hola. ", "Hola.")]
    [InlineData("[Música]", "")]
    [InlineData("(risas) Buenos días. (aplausos)", "Buenos días.")]
    [InlineData("Hola *tose* buenas", "Hola buenas")]
    [InlineData("♪ la la la ♪", "la la la")]
    [InlineData("Hola [Mús", "Hola")]
    public void Sounds_that_are_no_words_are_removed(string text, string expected) => Assert.Equal(expected, NonSpeechTags.Remove(text));
}
