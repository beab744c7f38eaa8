namespace LocalVoice.Tools;

/// <summary>Who runs a tool that the client does not run.</summary>
public sealed record RemoteOrigin(ToolServer Server, RemoteTool Tool)
{
    public bool NeedsApproval => Server.Approval.IsNeededFor(Tool);
}
