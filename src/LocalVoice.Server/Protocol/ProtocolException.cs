namespace LocalVoice.Server.Protocol;

/// <summary>A client message cannot be executed. Answered by an <c>error</c> event; the session continues.</summary>
internal sealed class ProtocolException(string code, string message, string? param = null) : Exception(message)
{
    public string Code => code;

    /// <summary>The path of the invalid field, or null.</summary>
    public string? Param => param;
}
