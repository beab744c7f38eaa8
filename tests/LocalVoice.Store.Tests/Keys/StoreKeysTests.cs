using LocalVoice.Store.Keys;

namespace LocalVoice.Store.Tests.Keys;

public sealed class StoreKeysTests
{
    private static readonly string Secret = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void The_first_key_writes_and_all_are_found()
    {
        var keys = StoreKeys.Parse($"# made in May\n{StoreKeys.NewLine("k2")}\n\n{StoreKeys.NewLine("k1")}\n");

        Assert.Equal("k2", keys.Writing.Id);
        Assert.NotNull(keys.Find("k1"));
        Assert.NotEqual(keys.Find("k1")!.Secret, keys.Find("k2")!.Secret);
        Assert.Null(keys.Find("k3"));
    }

    [Fact]
    public void An_environment_variable_may_separate_them_by_commas() =>
        Assert.Equal(2, StoreKeys.Parse($"{StoreKeys.NewLine("k2")},{StoreKeys.NewLine("k1")}").All.Count);

    [Theory]
    [InlineData("", "there is no key in it")]
    [InlineData("# nothing", "there is no key in it")]
    [InlineData("AAAA", "line 1 must be an id")]
    [InlineData("k 1:AAAA", "line 1 must be an id")]
    [InlineData("\n\nk1:AAAA", "line 1 must have the base64 of 32 bytes")]
    [InlineData("k1:%%%", "line 1 must have the base64 of 32 bytes")]
    public void What_is_wrong_is_named_by_its_line_and_never_repeated(string text, string named)
    {
        var wrong = Assert.Throws<FormatException>(() => StoreKeys.Parse(text));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_may_stand_once()
    {
        var wrong = Assert.Throws<FormatException>(() => StoreKeys.Parse($"k1:{Secret}\nk1:{Secret}"));

        Assert.Contains("line 2 has the id 'k1' again", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_not_made_under_a_name_that_no_file_could_hold() =>
        Assert.Throws<ArgumentException>(() => StoreKeys.NewLine("a:b"));
}
