using LocalVoice.Store.Records;
using LocalVoice.Store.Redaction;

namespace LocalVoice.Store.Tests.Redaction;

public sealed class RedactorTests
{
    private readonly KnownNames _names = new();

    [Fact]
    public void Arguments_and_outputs_of_tools_are_redacted_as_words_are()
    {
        var redactor = new Redactor(RedactedWords.Numbers | RedactedWords.Names);

        const string Arguments = """{"name":"Ana García","guests":2,"note":"para Ana, a las 21:00"}""";
        var call = Redact(redactor, new CallBody("item", "c1", "book", null, Arguments));
        var output = Redact(redactor, new OutputBody("item", "c1", "Reserved for García, table 7", null));

        Assert.Equal("""{"name":"[name]","guests":"[number]","note":"para [name], a las [number]"}""", call.Arguments);
        Assert.Equal("Reserved for [name], table [number]", output.Output);
    }

    [Fact]
    public void Only_what_is_asked_for_is_taken_out()
    {
        var said = new ItemBody("item", "user", "Me llamo Ana, tengo 3 hijos", Spoken: true, "completed");

        Assert.Equal("Me llamo Ana, tengo [number] hijos", Redact(new(RedactedWords.Numbers), said).Text);
        Assert.Equal("Me llamo [name], tengo 3 hijos", Redact(new(RedactedWords.Names), said).Text);
        Assert.Same(said, Redact(new(RedactedWords.None), said));
    }

    private T Redact<T>(Redactor redactor, T body)
        where T : RecordBody => (T)redactor.Redact(body, _names, "es");
}
