namespace LocalVoice.Tools;

/// <summary>What went wrong between a server of tools and us.</summary>
public enum ToolServerFault
{
    /// <summary>The tool failed, or nothing came of it within its time.</summary>
    Tool,

    /// <summary>The server refused the request, or did not speak its protocol.</summary>
    Protocol,

    /// <summary>The server refused the connection, or its HTTP status is an error.</summary>
    Http,
}
