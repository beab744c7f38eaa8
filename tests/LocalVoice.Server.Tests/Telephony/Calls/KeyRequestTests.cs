using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Telephony.Calls;

namespace LocalVoice.Server.Tests.Telephony.Calls;

public sealed class KeyRequestTests
{
    [Theory]
    [InlineData("{}", 64, '#', 10)]
    [InlineData("""{"digits": 4, "terminator": "none", "seconds": 30}""", 4, null, 30)]
    [InlineData("""{"digits": 4.0, "terminator": "*"}""", 4, '*', 10)]
    [InlineData("""{"digits": -1e300, "terminator": 7, "seconds": 1e300}""", 1, '#', 60)]
    [InlineData("""{"digits": "4", "terminator": null, "seconds": []}""", 64, '#', 10)]
    public void What_the_model_leaves_out_has_a_default_and_the_rest_a_range(string arguments, int most, char? terminator, int seconds)
    {
        var request = KeyRequest.Of(new FunctionCallItem("item_1", "call_1", "read_keys", arguments, ConversationItemStatus.Completed));

        Assert.Equal(new("call_1", most, terminator, TimeSpan.FromSeconds(seconds)), request);
    }

    [Fact]
    public void Another_function_is_not_its()
    {
        Assert.Null(KeyRequest.Of(new FunctionCallItem("item_1", "call_1", "other", "{}", ConversationItemStatus.Completed)));
    }

    [Fact]
    public void The_function_has_a_schema_that_calls_can_be_checked_against()
    {
        Assert.Null(ToolArguments.SchemaFault(Assert.Single(KeyRequest.Offered.Tools).Parameters));
    }
}
