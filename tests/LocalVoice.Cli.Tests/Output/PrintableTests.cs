using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Tests.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("MIT; ¿voz? 数据", "MIT; ¿voz? 数据")]
    [InlineData("MIT\u001b[31m", "MIT\\u001b[31m")]
    [InlineData("a\r\nb\0", "a\\u000d\\u000ab\\u0000")]
    [InlineData("a\u009b2J", "a\\u009b2J")]
    [InlineData("a\u202Etxt\u2028", "a\\u202etxt\\u2028")]
    public void Control_characters_are_shown_and_not_sent(string text, string line) => Assert.Equal(line, Printable.Line(text));
}
