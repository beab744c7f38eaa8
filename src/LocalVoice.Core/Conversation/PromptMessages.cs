using System.Text.Json;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Conversation;

/// <summary>
/// The items of a conversation as messages for the language model. The agent's calls stand in the message that it said before them,
/// each followed by its result, wherever that came: services refuse a call without one.
/// </summary>
internal sealed class PromptMessages
{
    /// <summary>Stands for a result that is not there yet.</summary>
    private const string Pending = """{"status":"pending"}""";

    private const string Unapproved = """{"status":"waiting for the user's approval"}""";

    private readonly List<ChatMessage> _messages = [];
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _approved = new(StringComparer.Ordinal);
    private readonly List<CallItem> _calls = [];

    /// <param name="instructions">Empty for none.</param>
    /// <param name="all">The whole conversation.</param>
    public PromptMessages(string instructions, IEnumerable<ConversationItem> all)
    {
        foreach (var item in all)
        {
            NoteResult(item);
        }

        if (!string.IsNullOrWhiteSpace(instructions))
        {
            _messages.Add(new(ChatRole.System, instructions));
        }
    }

    /// <param name="text">What the model reads of a message; null or blank for nothing.</param>
    public void Add(ConversationItem item, string? text)
    {
        if (item is ToolListItem or ApprovalRequestItem && _approved.Contains(item.Id))
        {
            return;
        }

        if (item is CallItem call)
        {
            _calls.Add(call);
            return;
        }

        AddCalls();
        if (item is MessageItem message && !string.IsNullOrWhiteSpace(text))
        {
            _messages.Add(new(RoleOf(message.Role), text));
        }
    }

    /// <param name="userText">What the user says last; null for nothing.</param>
    public List<ChatMessage> End(string? userText)
    {
        AddCalls();
        if (userText is not null)
        {
            _messages.Add(new(ChatRole.User, userText));
        }

        return _messages;
    }

    private void AddCalls()
    {
        if (_calls.Count == 0)
        {
            return;
        }

        if (_messages is not [.., { } last] || last.Role != ChatRole.Assistant)
        {
            last = new(ChatRole.Assistant, []);
            _messages.Add(last);
        }

        foreach (var call in _calls)
        {
            last.Contents.Add(new FunctionCallContent(call.CallId, call.Name, Arguments(call)));
        }

        foreach (var call in _calls)
        {
            var result = new FunctionResultContent(call.CallId, ResultOf(call));
            _messages.Add(new(ChatRole.Tool, [result]));
        }

        _calls.Clear();
    }

    /// <summary>A result may come anywhere after its call. An approved call stands where it began to run.</summary>
    private void NoteResult(ConversationItem item)
    {
        switch (item)
        {
            case FunctionOutputItem output:
                _outputs[output.CallId] = output.Output;
                break;
            case ApprovalResponseItem { Approve: false } refused:
                _outputs[refused.ApprovalRequestId] = $"error: The user did not allow this call. {refused.Reason}".TrimEnd();
                break;
            case RemoteCallItem { ApprovalRequestId: { } request }:
                _approved.Add(request);
                break;
        }
    }

    private string ResultOf(CallItem call) =>
        call switch
        {
            RemoteCallItem { Outcome: { } outcome } => outcome.Output ?? $"error: {outcome.Error?.Message}",
            RemoteCallItem => Pending,
            ApprovalRequestItem => _outputs.GetValueOrDefault(call.Id, Unapproved),
            _ => _outputs.GetValueOrDefault(call.CallId, Pending),
        };

    /// <summary>A client may add a call of its own making: what is no object has no arguments.</summary>
    private static Dictionary<string, object?> Arguments(CallItem call)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, object?>>(call.Arguments) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static ChatRole RoleOf(ConversationRole role) =>
        role switch
        {
            ConversationRole.System => ChatRole.System,
            ConversationRole.User => ChatRole.User,
            _ => ChatRole.Assistant,
        };
}
