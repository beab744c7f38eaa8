namespace LocalVoice.Client;

/// <summary>A client operation failed.</summary>
/// <param name="problem">What is wrong and where.</param>
/// <param name="remedy">The user's remedy, in one sentence.</param>
public sealed class ClientException(string problem, string remedy, ClientFault fault) : Exception($"{problem} {remedy}")
{
    public ClientFault Fault => fault;
}

/// <summary>The cause of a <see cref="ClientException"/>.</summary>
public enum ClientFault
{
    /// <summary>A file or recording is unusable.</summary>
    BadInput,

    /// <summary>The server cannot be reached, or the connection was lost.</summary>
    Unavailable,

    /// <summary>The server refused the session.</summary>
    Refused,

    /// <summary>The server takes no session now; another time it may.</summary>
    Busy,
}
