namespace LocalVoice.Client;

/// <summary>The client cannot do what was asked of it.</summary>
/// <param name="problem">What is wrong, and where.</param>
/// <param name="remedy">What the user can do about it; one sentence.</param>
public sealed class ClientException(string problem, string remedy, ClientFault fault) : Exception($"{problem} {remedy}")
{
    public ClientFault Fault => fault;
}

/// <summary>Whose fault a <see cref="ClientException"/> is.</summary>
public enum ClientFault
{
    /// <summary>A file or a recording that cannot be used.</summary>
    BadInput,

    /// <summary>The server is not there, or went away.</summary>
    Unavailable,

    /// <summary>The server refuses the session.</summary>
    Refused,
}
