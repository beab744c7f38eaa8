using Microsoft.Extensions.AI;

namespace LocalVoice.Tools;

/// <summary>The functions that one response may call.</summary>
/// <param name="Parallel">Whether it may call several at once.</param>
public sealed record ToolSet(IReadOnlyList<FunctionTool> Tools, ToolChoice Choice, bool Parallel = true)
{
    public static ToolSet Empty { get; } = new([], ToolChoice.Auto);

    /// <summary>Servers whose tools are offered as well, once they have told them.</summary>
    public IReadOnlyList<ToolServer> Servers { get; init; } = [];

    /// <summary>Whether the model may call any.</summary>
    public bool IsOffered => Tools.Count > 0 && Choice != ToolChoice.None;

    public FunctionTool? Find(string name) => Tools.FirstOrDefault(tool => tool.Name == name);

    public ChatOptions ApplyTo(ChatOptions options)
    {
        if (Tools.Count > 0)
        {
            options.Tools = [.. Tools.Select(tool => tool.Declare())];
            options.ToolMode = Choice.Mode;
            options.AllowMultipleToolCalls = Parallel;
        }

        return options;
    }
}
