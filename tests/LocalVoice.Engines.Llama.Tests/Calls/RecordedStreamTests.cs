using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Calls;

/// <summary>Responses of models in each form, cut everywhere.</summary>
public sealed class RecordedStreamTests
{
    public static TheoryData<string, string, string> Responses { get; } =
        new()
        {
            { "hermes", "Claro.", "«Claro.»" },
            { "hermes", "<tool_call>\n{\"name\": \"luz\", \"arguments\": {\"on\": true}}\n</tool_call>", """luz{"on": true}""" },
            { "hermes", "Voy.\n<tool_call>\n{\"name\": \"luz\", \"arguments\": {}}\n</tool_call>\n", "«Voy.» luz{}" },
            {
                "hermes",
                "<tool_call>\n{\"name\": \"a\", \"arguments\": {\"x\": \"</a\"}}</tool_call>\n<tool_call>{\"name\": \"b\"}</tool_call>",
                """a{"x": "</a"} b{}"""
            },
            { "hermes", "Uno.\n\nDos <tool 3 < 4 <tool_calls> 5\n", "«Uno.\n\nDos <tool 3 < 4 <tool_calls> 5\n»" },
            { "hermes", "<tool_call>{\"name\": \"a\"}</tool_call>\nListo.", "a{} «Listo.»" },
            { "hermes", "<tool_call>\n{\"name\": \"a\", \"arguments\": {\"minutes\": 5", "!a" },
            { "llama", "Claro.", "«Claro.»" },
            { "llama", "{\"name\": \"luz\", \"parameters\": {\"on\": true}}", """luz{"on": true}""" },
            { "llama", "<|python_tag|>{\"name\": \"luz\", \"parameters\": {\"on\": true}}", """luz{"on": true}""" },
            {
                "llama",
                "{\"name\": \"a\", \"parameters\": {\"x\": \"}{\\\"\"}}; {\"name\": \"b\", \"parameters\": {}}",
                """a{"x": "}{\""} b{}"""
            },
            { "llama", "{\"name\": \"a\", \"parameters\": {}}\n{\"name\": \"b\", \"parameters\": {}}", "a{} b{}" },
            { "llama", "{\"type\": \"function\", \"name\": \"a\", \"parameters\": {\"x\": 1}}", """a{"x": 1}""" },
            { "llama", "{\"type\": \"function\", \"function\": {\"name\": \"a\", \"parameters\": {}}}", "a{}" },
            { "llama", "Voy.\n{\"name\": \"a\", \"parameters\": {}}", "«Voy.» a{}" },
            { "llama", "{\"name\": \"Juan\", \"edad\": 3} es un objeto.", "«{\"name\": \"Juan\", \"edad\": 3} es un objeto.»" },
            { "llama", "{ \"nombre\": 3 } y { más", "«{ \"nombre\": 3 } y { más»" },
            { "llama", "{} [] {", "«{} [] {»" },
            { "llama", "Usa {\"name\": 1} así <| y <|python", "«Usa {\"name\": 1} así <| y <|python»" },
            { "llama", "<|python_tag|>luz.call(on=True)", "!" },
            { "llama", "{\"name\": \"a\", \"parameters\": {\"x\": tres}}", "!a" },
            { "llama", "{\"name\": \"a\", \"par", "!a" },
            { "mistral", "Claro.", "«Claro.»" },
            { "mistral", "[TOOL_CALLS] [{\"name\": \"luz\", \"arguments\": {\"on\": true}}]", """luz{"on": true}""" },
            {
                "mistral",
                "[TOOL_CALLS][{\"name\": \"a\", \"arguments\": {\"x\": \"}]\"}, \"id\": \"123456def\"}, {\"name\": \"b\"}]",
                """a{"x": "}]"} b{}"""
            },
            { "mistral", "[TOOL_CALLS]luz[ARGS]{\"on\": true}", """luz{"on": true}""" },
            { "mistral", "[TOOL_CALLS]a[CALL_ID]abc123def[ARGS]{\"x\": 1}[TOOL_CALLS]b[CALL_ID]abc123deg[ARGS]{}", """a{"x": 1} b{}""" },
            { "mistral", "Voy. [TOOL_CALLS]a[ARGS]{}", "«Voy. » a{}" },
            { "mistral", "[TOOL [1] [TOOL_", "«[TOOL [1] [TOOL_»" },
            { "mistral", "[TOOL_CALLS] [{\"name\": \"a\", \"arguments\": {}}] Listo.", "a{} «Listo.»" },
            { "mistral", "[TOOL_CALLS]a[ARGS]nada", "!a" },
            { "mistral", "[TOOL_CALLS] [tres]", "!" },
            { "mistral", "[TOOL_CALLS] [{\"name\": \"a\", \"arguments\": {}}, ", "a{}" },
            { "mistral", "[TOOL_CALLS]", "!" },
        };

    [Theory]
    [MemberData(nameof(Responses))]
    public void Words_and_calls_are_told_apart_wherever_the_response_is_cut(string form, string response, string told)
    {
        foreach (var pieces in Streams.CutsOf(response))
        {
            Assert.Equal(told, Streams.Read(Reader(form), pieces));
        }
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void The_words_and_the_calls_text_are_all_that_the_model_wrote(string form, string response, string told)
    {
        foreach (var pieces in Streams.CutsOf(response))
        {
            var reader = Reader(form);
            var words = pieces.SelectMany(reader.Read).ToList().Concat(reader.Flush()).OfType<TextContent>();

            // All but what stands between calls and words after them.
            var written = string.Concat(words.Select(text => text.Text)) + string.Concat(reader.Groups.Select(group => group.Text));
            Assert.Equal(Sorted(response.Trim(' ')), Sorted(written.Trim(' ')));
        }

        Assert.NotEmpty(told);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void No_word_comes_later_than_it_must(string form, string response, string told)
    {
        if (!told.StartsWith('«'))
        {
            return;
        }

        // Before it is clear what they are: the beginning of a mark, and of an object.
        var reader = Reader(form);
        var (written, said) = (0, 0);
        foreach (var character in response)
        {
            written++;
            said += reader.Read(character.ToString()).OfType<TextContent>().Sum(text => text.Text.Length);
            var mayBeCall = response[said..written];
            Assert.True(
                said == written || mayBeCall.TrimStart('\n') is "" or ['<' or '{' or '[', ..] || reader.SawCall,
                $"'{mayBeCall}' was held back."
            );
        }
    }

    [Theory]
    [InlineData("hermes", "<tool_call>\n{\"name\": \"a\"}\n</tool_call>", "\n<tool_call>\n{\"name\": \"b\"}\n</tool_call>", "")]
    [InlineData("llama", "{\"name\": \"a\", \"parameters\": {}}", "; {\"name\": \"b\", \"parameters\": {}}", "")]
    [InlineData("mistral", "[TOOL_CALLS] [{\"name\": \"a\"}", ", {\"name\": \"b\"}]", "]")]
    [InlineData("mistral", "[TOOL_CALLS]a[ARGS]{}", "[TOOL_CALLS]b[ARGS]{}", "")]
    public void A_response_that_may_make_one_call_ends_after_it(string form, string first, string second, string closing)
    {
        foreach (var pieces in Streams.CutsOf(first + second))
        {
            var reader = Reader(form, single: true);

            Assert.Equal("a{}", Streams.Read(reader, pieces));
            Assert.True(reader.Stopped);
            Assert.Equal(first + closing, Assert.Single(reader.Groups).Text);
        }
    }

    [Theory]
    [InlineData("hermes", "<tool_call>\n{\"name\": \"luz\", \"arguments\":", " {\"on\": true}}\n</tool_call>")]
    [InlineData("llama", "{\"name\": \"luz\", \"parameters\":", " {\"on\": true}}")]
    [InlineData("llama", "{\"name\": \"", "luz\", \"parameters\": {\"on\": true}}")]
    [InlineData("mistral", "[TOOL_CALLS] [{\"name\": \"luz\", \"arguments\":", " {\"on\": true}}]")]
    [InlineData("mistral", "[TOOL_CALLS]luz[ARGS]", "{\"on\": true}")]
    [InlineData("mistral", "[TOOL_CALLS]", "luz[ARGS]{\"on\": true}")]
    public void A_call_that_the_prompt_has_begun_is_read_as_a_whole(string form, string opening, string rest)
    {
        foreach (var pieces in Streams.CutsOf(rest))
        {
            var reader = Reader(form).Begin(opening);

            Assert.Equal("""luz{"on": true}""", Streams.Read(reader, pieces));
            Assert.Equal(opening + rest, Assert.Single(reader.Groups).Text);
        }
    }

    [Fact]
    public void Every_call_has_an_id_of_its_own()
    {
        var reader = Reader("mistral");

        var calls = reader.Read("[TOOL_CALLS][{\"name\": \"a\", \"id\": \"000000000\"}, {\"name\": \"a\", \"id\": \"000000000\"}]");

        Assert.Equal(2, calls.Cast<FunctionCallContent>().Select(call => call.CallId).Distinct().Count());
    }

    private static string Sorted(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)).Order());

    private static ToolCallReader Reader(string form, bool single = false) =>
        form switch
        {
            "hermes" => new HermesReader(single),
            "llama" => new LlamaReader(single),
            _ => new MistralReader(single),
        };
}
