namespace LocalVoice.Tools;

/// <summary>A server of tools that a session or a response may use.</summary>
/// <param name="Label">The client's name of it.</param>
public sealed record ToolServer(string Label, ToolServerAddress Address)
{
    /// <summary>The tools that may be called.</summary>
    public ToolFilter Allowed { get; init; } = ToolFilter.All;

    public ToolApproval Approval { get; init; } = ToolApproval.Always;
}

/// <summary>Some of a server's tools.</summary>
/// <param name="Names">Null for any.</param>
/// <param name="ReadOnly">Whether they change nothing; null for any.</param>
public sealed record ToolFilter(IReadOnlyList<string>? Names, bool? ReadOnly)
{
    public static ToolFilter All { get; } = new(null, null);

    public bool Has(RemoteTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return Names?.Contains(tool.Name) is not false && (ReadOnly is not { } wanted || wanted == tool.IsReadOnly);
    }
}

/// <summary>Which tools the client must approve before each call: those that neither part has as well.</summary>
public sealed record ToolApproval(ToolFilter? Asked, ToolFilter? NotAsked)
{
    public static ToolApproval Always { get; } = new(ToolFilter.All, null);

    public static ToolApproval Never { get; } = new(null, ToolFilter.All);

    public bool IsNeededFor(RemoteTool tool) => Asked?.Has(tool) is true || NotAsked?.Has(tool) is not true;
}
