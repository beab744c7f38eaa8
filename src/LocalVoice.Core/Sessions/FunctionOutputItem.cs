namespace LocalVoice.Core.Sessions;

/// <summary>What a function has come to.</summary>
/// <param name="CallId">Of the <see cref="FunctionCallItem"/>.</param>
/// <param name="Output">In any form that the model reads; JSON as a rule.</param>
public sealed record FunctionOutputItem(string Id, string CallId, string Output)
    : ConversationItem(Id, Output, ConversationItemStatus.Completed);
