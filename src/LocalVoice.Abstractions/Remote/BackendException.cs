using LocalVoice.Engines;

namespace LocalVoice.Remote;

/// <summary>
/// A backend on another machine failed. The message is for the operator: service, what happened, what to do; never a key,
/// nor words of the user or the agent.
/// </summary>
/// <param name="retryAfter">As the service asks; null when it does not.</param>
public sealed class BackendException(BackendFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : EngineException(message, inner)
{
    public BackendFault Fault => fault;

    public TimeSpan? RetryAfter => retryAfter;
}
