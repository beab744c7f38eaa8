using System.Text.Json;
using LocalVoice.Engines.Llama.Grammars;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Grammars;

public sealed class SchemaGrammarTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "string")]
    [InlineData("""{"type":["integer","null"]}""", """( integer | "null" )""")]
    [InlineData("""{"enum":["a \"b\"\n",1,true]}""", """( "\"a \\\"b\\\"\\n\"" | "1" | "true" )""")]
    [InlineData("""{"const":{"a":[1]}}""", "\"{\\\"a\\\": [1]}\"")]
    [InlineData("""{"anyOf":[{"type":"boolean"},{"type":"number"}]}""", """( ( "true" | "false" ) | number )""")]
    [InlineData("""{"type":"object"}""", "object")]
    [InlineData("""{"type":"object","properties":{}}""", "\"{\" ws ws \"}\"")]
    [InlineData("""{"$ref":"#/x"}""", "value")]
    [InlineData("""{"type":"array"}""", "\"[\" ws ( value ( \",\" ws value ){0,} )? ws \"]\"")]
    [InlineData("""{"type":"array","minItems":2,"maxItems":3}""", "\"[\" ws ( value ( \",\" ws value ){1,2} ) ws \"]\"")]
    [InlineData("""{"type":"array","maxItems":0}""", "\"[\" ws \"]\"")]
    [InlineData("""{"type":"array","minItems":1e9}""", "\"[\" ws ( value ( \",\" ws value ){0,} )? ws \"]\"")]
    [InlineData("true", "value")]
    public void A_schema_is_an_expression(string schema, string expression) =>
        Assert.Equal(expression, new SchemaGrammar().Of(JsonDocument.Parse(schema).RootElement));

    [Fact]
    public void Members_come_in_order_and_optional_ones_after_those_that_must()
    {
        var schemas = new SchemaGrammar();

        var expression = schemas.Of(
            JsonDocument
                .Parse("""{"properties":{"a":{"type":"string"},"b":{"type":"boolean"},"c":{"type":"integer"}},"required":["a","c"]}""")
                .RootElement
        );

        Assert.Equal(
            """
            "{" ws r0 "," ws r2 ( "," ws r1 )? ws "}"
            """,
            expression
        );
        Assert.StartsWith(
            """
            root ::= x
            r0 ::= "\"a\"" ":" ws string
            r1 ::= "\"b\"" ":" ws ( "true" | "false" )
            r2 ::= "\"c\"" ":" ws integer

            """.ReplaceLineEndings("\n"),
            schemas.Grammar("x"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_call_of_whichever_function_may_be_followed_by_others_and_one_of_a_named_one_may_not()
    {
        var shape = new CallShape("(", ":", "\" \"?", ")", ", (", "]");

        var any = CallGrammar.Of(shape, [SampleTools.Timer], null, single: false);
        var single = CallGrammar.Of(shape, [SampleTools.Timer], null, single: true);
        var named = CallGrammar.Of(shape, [SampleTools.Timer], SampleTools.Timer, single: false);

        Assert.StartsWith("root ::= r1 ( \", (\" r1 )* \"]\"\n", any, StringComparison.Ordinal);
        Assert.Contains("\nr1 ::= ( \"set_timer:\" \" \"? \"{\" ws r0 ws \"}\" \")\" )\n", any, StringComparison.Ordinal);
        Assert.StartsWith("root ::= r1 \"]\"\n", single, StringComparison.Ordinal);
        Assert.StartsWith("root ::= \" \"? \"{\" ws r0 ws \"}\" \")\" \"]\"\n", named, StringComparison.Ordinal);
    }
}
