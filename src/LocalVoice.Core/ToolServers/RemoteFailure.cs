using LocalVoice.Core.Sessions;
using LocalVoice.Tools;

namespace LocalVoice.Core.ToolServers;

/// <summary>What the client and the language model are told of a failure.</summary>
internal static class RemoteFailure
{
    public static RemoteError Of(string label, Exception failure) =>
        failure is ToolServerException told
            ? new(told.Fault, told.Code, told.Message)
            : new(ToolServerFault.Tool, null, $"The tool server '{label}' failed.");
}
