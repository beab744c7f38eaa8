using LocalVoice.Tools;

namespace LocalVoice.Core.Sessions;

/// <summary>The tools of another server. No part of what the language model reads.</summary>
/// <param name="Tools">None while they are listed.</param>
/// <param name="Error">Null unless the server could not be asked.</param>
public sealed record ToolListItem(
    string Id,
    string ServerLabel,
    IReadOnlyList<RemoteTool> Tools,
    ConversationItemStatus Status,
    RemoteError? Error
) : ConversationItem(Id, null, Status);
