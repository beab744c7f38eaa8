namespace LocalVoice.Core.Tests.Text.Cases;

public sealed class SpokenTextCasesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Every_shared_case_is_said_right_but_for_the_known_misses(string language)
    {
        var wrong = Wrong(language);
        foreach (var (written, line) in wrong)
        {
            output.WriteLine(line);
        }

        var known = KnownMisses.Of(language);
        Assert.Empty(wrong.Where(miss => !known.Contains(miss.Written)).Select(miss => miss.Line));
    }

    private static List<(string Written, string Line)> Wrong(string language) =>
        [
            .. from sample in SpokenTextCase.Of(language)
            let spoken = sample.Spoken(language)
            where !sample.Accepts(spoken)
            select (sample.Escaped, $"{sample.Kind}: {sample.Escaped} → {spoken} ≠ {sample.Expected}"),
        ];
}
