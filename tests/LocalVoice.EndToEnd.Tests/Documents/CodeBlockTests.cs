namespace LocalVoice.EndToEnd.Tests.Documents;

public sealed class CodeBlockTests
{
    [Theory]
    [InlineData("sh", "", "scripts/localvoice models list", nameof(BlockKind.Commands))]
    [InlineData("sh", "", "export A=b\nscripts/localvoice serve --https", nameof(BlockKind.Server))]
    [InlineData("sh", "needs-key", "scripts/run.sh   # sets up", nameof(BlockKind.Server))]
    [InlineData("sh", "no-test: downloads", "scripts/localvoice models pull", nameof(BlockKind.Untested))]
    [InlineData("json", "", """{ "LocalVoice": {} }""", nameof(BlockKind.Settings))]
    [InlineData("json", "", """{ "type": "session.update" }""", nameof(BlockKind.Event))]
    [InlineData("json", "", """{ "session": {} }""", nameof(BlockKind.SecretRequest))]
    [InlineData("python", "", "print()", nameof(BlockKind.Sample))]
    [InlineData("text", "", "Securely: https://…", nameof(BlockKind.Listing))]
    public void The_info_string_and_the_content_tell_what_a_block_is(string language, string mark, string text, string kind) =>
        Assert.Equal(kind, Block(language, mark, text).Kind.ToString());

    [Theory]
    [InlineData("", "", "scripts/localvoice models list")]
    [InlineData("sh", "no-test", "scripts/localvoice models pull")]
    [InlineData("sh", "no-test: ", "scripts/localvoice models pull")]
    [InlineData("sh", "untested", "scripts/localvoice models pull")]
    [InlineData("json", "needs-key", """{ "LocalVoice": {} }""")]
    [InlineData("json", "", """{ "LocalVoice": """)]
    [InlineData("json", "", """{ "Profiles": {} }""")]
    [InlineData("json", "", "[]")]
    [InlineData("text", "", "scripts/localvoice models pull")]
    [InlineData("nginx", "", "location / {}")]
    public void Of_any_other_nobody_can_tell(string language, string mark, string text) =>
        Assert.Equal(BlockKind.Unknown, Block(language, mark, text).Kind);

    private static CodeBlock Block(string language, string mark, string text) => new("README.md", 1, language, mark, text);
}
