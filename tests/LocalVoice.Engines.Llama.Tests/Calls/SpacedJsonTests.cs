using System.Text.Json.Nodes;
using LocalVoice.Engines.Llama.Calls;

namespace LocalVoice.Engines.Llama.Tests.Calls;

public sealed class SpacedJsonTests
{
    [Theory]
    [InlineData(
        """{"a":[1,2.50,"ñ: \"x\", y",null,true],"b":{},"c":[]}""",
        """{"a": [1, 2.50, "ñ: \"x\", y", null, true], "b": {}, "c": []}"""
    )]
    [InlineData("null", "null")]
    public void Blanks_stand_between_values_and_nowhere_else(string compact, string spaced) =>
        Assert.Equal(spaced, SpacedJson.Write(JsonNode.Parse(compact)));
}
