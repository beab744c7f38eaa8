using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Tools;

public sealed class ToolListTests
{
    private static readonly ChatOptions WithTool = new()
    {
        Tools = [AIFunctionFactory.Create((string room, bool on) => room + on, "set_light", "Enciende o apaga una luz.")],
    };

    [Fact]
    public void Tools_are_told_in_the_Hermes_form()
    {
        var text = ToolList.Write(WithTool);

        Assert.StartsWith("# Tools\n\nYou may call one or more functions", text, StringComparison.Ordinal);
        Assert.Contains(
            "<tools>\n{\"type\": \"function\", \"function\": {\"name\": \"set_light\", \"description\": \"Enciende o apaga una luz.\"",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("\"room\":", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n<tool_call>\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n</tool_call>",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_tools_nothing_is_told()
    {
        Assert.Null(ToolList.Write(null));
        Assert.Null(ToolList.Write(new ChatOptions { Tools = [] }));
        Assert.Null(ToolList.Write(new ChatOptions { Tools = WithTool.Tools, ToolMode = ChatToolMode.None }));
    }
}
