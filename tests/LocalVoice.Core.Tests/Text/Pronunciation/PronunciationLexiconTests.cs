using LocalVoice.Core.Text;
using LocalVoice.Core.Text.Pronunciation;

namespace LocalVoice.Core.Tests.Text.Pronunciation;

public sealed class PronunciationLexiconTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lexicon").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lexicon.tsv", "# marcas\nVega\tBega\n\nTorre Vega\tTórre Bega\nSQL\tsícuel\n")]
    [InlineData("lexicon.json", "{ // marcas\n \"Vega\": \"Bega\",\n \"Torre Vega\": \"Tórre Bega\", \"SQL\": \"sícuel\", }")]
    public void Entries_replace_whole_words_whatever_their_case_and_the_longest_wins(string name, string content)
    {
        var lexicon = PronunciationLexicon.Load(File(name, content));

        Assert.Equal(3, lexicon.Count);
        Assert.Equal("Bega, Bega y d'Bega; vegano. Tórre Bega sícuel.", lexicon.Apply("Vega, VEGA y d'vega; vegano. torre vega sql."));
    }

    [Theory]
    [InlineData("a.tsv", "Vega\tBega\nSQL\n", "a.tsv(2): no tab between 'SQL' and its respelling.")]
    [InlineData("a.tsv", "Vega\tBega\tx\n", "a.tsv(1): 3 columns where there should be two.")]
    [InlineData("a.tsv", "Vega\t \n", "a.tsv(1): 'Vega' has no respelling.")]
    [InlineData("a.tsv", "\n\tBega\n", "a.tsv(2): the word is empty.")]
    [InlineData("a.tsv", "Vega\tBega\nvega\tBéga\n", "a.tsv(2): 'vega' is already on line 1.")]
    [InlineData("a.json", "{\n\"Vega\": \"Bega\",\n\"SQL\": 1\n}", "a.json(3): the respelling of 'SQL' should be a string.")]
    [InlineData("a.json", "{\n\"Vega\": {\"a\": [1]},\n\"SQL\": \"x\"\n}", "a.json(2): the respelling of 'Vega' should be a string.")]
    [InlineData("a.json", "\n[]", "a.json(2): the file should be one object of words to respellings.")]
    public void A_wrong_entry_is_named_with_file_and_line(string name, string content, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => PronunciationLexicon.Load(File(name, content)));

        Assert.Equal(Path.Combine(_folder, message), exception.Message);
    }

    [Theory]
    [InlineData("{\n\"Vega\" \"Bega\"}", "(2): not valid JSON")]
    [InlineData("", "(1): not valid JSON")]
    public void Broken_JSON_is_named_with_file_and_line(string content, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => PronunciationLexicon.Load(File("a.json", content)));

        Assert.Contains("a.json" + message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_word()
    {
        Assert.Equal("Bega", PronunciationLexicon.Load(File("a.json", "\uFEFF{\"Vega\":\"Bega\"}")).Apply("Vega"));
        Assert.Equal("Bega", PronunciationLexicon.Load(File("a.tsv", "\uFEFFVega\tBega")).Apply("Vega"));
    }

    [Fact]
    public void The_lexicon_has_the_last_word()
    {
        var preparation = new SpokenTextPreparation("es", PronunciationLexicon.Load(File("a.tsv", "señor\tseñó\nVega\tBega")));

        Assert.Equal("El señó Bega tiene dos.", preparation.Prepare(" El Sr. Vega tiene 2. "));
    }

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
