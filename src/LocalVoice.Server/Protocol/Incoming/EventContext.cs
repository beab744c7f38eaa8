using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>What an event is read with.</summary>
/// <param name="Settings">Of the session, as the client has proposed them.</param>
/// <param name="Unknown">Gets an error for each field that does not exist.</param>
internal sealed record EventContext(Framing Framing, ConversationOptions Limits, SessionSettings Settings, List<ProtocolException> Unknown)
{
    /// <summary>Of servers of tools that the operator allows.</summary>
    public ToolAddresses ToolServers { get; init; } = new([]);
}
