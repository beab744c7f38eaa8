namespace LocalVoice.Tools;

/// <summary>Reaches servers of tools that run elsewhere. Thread-safe.</summary>
public interface IToolServers
{
    /// <summary>Connects on first use, so it neither waits nor fails.</summary>
    IToolServer Open(ToolServerAddress address);
}

/// <summary>
/// One server of tools, for one session. Thread-safe. Every call ends within the time that the operator allows; disposal within
/// seconds, also where the server does not answer.
/// </summary>
/// <exception cref="ToolServerException">Thrown by every call: what went wrong, in words for the client and the model.</exception>
public interface IToolServer : IAsyncDisposable
{
    Task<IReadOnlyList<RemoteTool>> ListAsync(CancellationToken cancellationToken);

    /// <param name="arguments">A JSON object.</param>
    /// <returns>What the tool has come to, as text.</returns>
    Task<string> CallAsync(string tool, string arguments, CancellationToken cancellationToken);
}
