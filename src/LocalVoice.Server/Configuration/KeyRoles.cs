namespace LocalVoice.Server.Configuration;

/// <summary>What an API key may do.</summary>
[Flags]
internal enum KeyRoles
{
    /// <summary>Sessions, calls, client secrets and the single stages over HTTP.</summary>
    Talk = 1,

    /// <summary>What an operator asks of the server: <c>/v1/admin</c>.</summary>
    Admin = 2,

    /// <summary><c>/metrics</c>.</summary>
    Metrics = 4,
}
