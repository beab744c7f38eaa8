namespace LocalVoice.Server.Protocol;

/// <summary>A client's message cannot be carried out as it is. Answered by an <c>error</c> event; the session goes on.</summary>
internal sealed class ProtocolException(string code, string message, string? param = null) : Exception(message)
{
    public string Code => code;

    /// <summary>The path of the field that is wrong, or null.</summary>
    public string? Param => param;
}
