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
}
