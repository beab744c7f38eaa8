using LocalVoice.Chat;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Generation;

/// <summary>What a language model is asked, whichever API asks.</summary>
/// <param name="Model">As the client names it; null for none.</param>
/// <param name="Messages">The conversation, instructions included.</param>
/// <param name="Options">Limits and sampling; without the tools.</param>
internal sealed record TextRequest(
    string? Model,
    SessionProfile Profile,
    IReadOnlyList<ChatMessage> Messages,
    ChatOptions Options,
    ToolSet Tools
);
