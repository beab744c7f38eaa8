using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Rows_are_lines_whose_columns_stand_below_each_other() =>
        Assert.Equal(["model   bytes", "a        1000", "longer      1"], Table().Lines(80));

    [Fact]
    public void Columns_that_can_be_spared_are_left_out_before_a_line_is_too_long()
    {
        Assert.Equal("model   licence  bytes", Wide().Lines(22).First());
        Assert.Equal("model   bytes", Wide().Lines(21).First());
        Assert.Equal("model   bytes", Wide().Lines(3).First());
    }

    [Fact]
    public void What_could_move_the_cursor_is_shown()
    {
        var table = new TextTable(new TextColumn("a"));
        table.Add("x\u001b[2J");

        Assert.Equal(@"x\u001b[2J", table.Lines(80).Last());
    }

    private static TextTable Table()
    {
        var table = new TextTable(new("model"), new("bytes", IsRight: true));
        table.Add("a", "1000");
        table.Add("longer", "1");
        return table;
    }

    private static TextTable Wide()
    {
        var table = new TextTable(new("model"), new("licence", Spare: 1), new("bytes", IsRight: true));
        table.Add("longer", "MIT", "1");
        return table;
    }
}
