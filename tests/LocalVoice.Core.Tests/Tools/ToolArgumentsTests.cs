using System.Text.Json;
using LocalVoice.Chat;
using LocalVoice.Core.Tools;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tests.Tools;

public sealed class ToolArgumentsTests
{
    private static readonly ToolSet Timer = new(
        [
            new(
                "timer",
                null,
                JsonElement.Parse(
                    """
                    {"type":"object","properties":{"minutes":{"type":"integer","minimum":1},"name":{"enum":["tea","eggs"]}},
                    "required":["minutes"]}
                    """
                )
            ),
        ],
        ToolChoice.Auto
    );

    [Theory]
    [InlineData("""{"minutes":5}""", null)]
    [InlineData("""{"minutes":5,"name":"tea"}""", null)]
    [InlineData("""{}""", "minutes")]
    [InlineData("""{"minutes":"five"}""", "/minutes")]
    [InlineData("""{"minutes":0}""", "/minutes")]
    [InlineData("""{"minutes":5,"name":"rice"}""", "/name")]
    public void Arguments_that_do_not_fit_are_named(string arguments, string? fault)
    {
        var call = new FunctionCallContent("c", "timer", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));

        var refusal = ToolArguments.Refusal(call, Timer);

        Assert.Equal(fault is null, refusal is null);
        Assert.Contains(fault ?? "", refusal ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"object"}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"string"}}}""", true)]
    [InlineData("""{"type":"nothing"}""", false)]
    [InlineData("""{"properties":3}""", false)]
    [InlineData("3", false)]
    public void A_schema_that_is_none_is_told(string schema, bool valid) =>
        Assert.Equal(valid, ToolArguments.SchemaFault(JsonElement.Parse(schema)) is null);

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    [InlineData("""{"if":{"$ref":"#"}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"$ref":"#/$defs/c"},"c":{"anyOf":[{"$ref":"#/$defs/b"}]}}}""")]
    [InlineData("""{"type":"object","properties":{"room":{"$ref":"#/properties/room"},"on":{"type":"boolean"}}}""")]
    [InlineData("""{"$dynamicAnchor":"a","$dynamicRef":"#a"}""")]
    [InlineData("""{"$ref":"#/%24defs/a","$defs":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"properties":{"a":{"$id":"https://example.org/a","$ref":"#"}}}""")]
    [InlineData("""{"$id":"https://example.org/a","properties":{"a":{"$ref":"https://example.org/a"}}}""")]
    [InlineData("""{"$ref":"#/x","x":{"$ref":"#/x"}}""")]
    public void A_schema_that_has_no_end_is_refused(string schema) => Assert.NotNull(ToolArguments.SchemaFault(JsonElement.Parse(schema)));

    [Fact]
    public void A_schema_that_doubles_with_each_step_is_refused()
    {
        var steps = Enumerable
            .Range(0, 30)
            .Select(i =>
                $$"""
                    "a{{i}}":{"allOf":[{"$ref":"#/$defs/a{{i + 1}}"},{"$ref":"#/$defs/a{{i + 1}}"}]}
                    """
            );
        var schema = "{\"$ref\":\"#/$defs/a0\",\"$defs\":{" + string.Join(',', steps) + ",\"a30\":{}}}";

        Assert.Contains("apply to one value", ToolArguments.SchemaFault(JsonElement.Parse(schema)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_goes_down_into_the_value_may_refer_to_itself()
    {
        const string Tree = """
            {"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}},"required":["name"]}
            """;
        var tools = new ToolSet([new("tree", null, JsonElement.Parse(Tree))], ToolChoice.Auto);
        var arguments = """{"name":"a","children":[{"name":"b"},{"children":[]}]}""";
        var call = new FunctionCallContent("c", "tree", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));

        Assert.Null(ToolArguments.SchemaFault(JsonElement.Parse(Tree)));
        Assert.Contains("/children/1", ToolArguments.Refusal(call, tools), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_regular_expression_would_decide_is_allowed()
    {
        const string Slow = """
            {"type":"object","properties":{"a":{"type":"string","pattern":"^(a+a+)+$"}},"patternProperties":{"^(b+)+$":{"type":"string"}},
            "additionalProperties":false}
            """;
        var tools = new ToolSet([new("f", null, JsonElement.Parse(Slow))], ToolChoice.Auto);
        var call = new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = new string('a', 60) + "!", ["b"] = 1 });

        Assert.Null(ToolArguments.Refusal(call, tools));
    }
}
