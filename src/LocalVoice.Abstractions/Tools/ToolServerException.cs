namespace LocalVoice.Tools;

/// <summary>A server of tools, or one of its tools, failed. The message is for the client and the language model: never a key.</summary>
/// <param name="code">Of the protocol or of HTTP; null for none.</param>
public sealed class ToolServerException(ToolServerFault fault, string message, int? code = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ToolServerFault Fault => fault;

    public int? Code => code;
}
