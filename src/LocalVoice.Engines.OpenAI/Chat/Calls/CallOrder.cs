using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Chat.Calls;

/// <summary>
/// Puts calls and results into the order that chat completions require: the calls of a response in one message, each one's result
/// right after it. In a conversation a result may come after the user's next words, or never, and each call may be a message.
/// </summary>
internal static class CallOrder
{
    // What the model is told of a call whose result has not come.
    private const string NoResult = "No result yet.";

    /// <summary>The messages in order; those of a conversation without functions as they are.</summary>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> messages)
    {
        if (!messages.Any(message => message.Role == ChatRole.Tool || HasCalls(message)))
        {
            return messages;
        }

        var results = messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().ToLookup(result => result.CallId);
        var ordered = new List<ChatMessage>();
        foreach (var message in messages.Where(message => message.Role != ChatRole.Tool))
        {
            if (HasCalls(message) && ordered is [.., { Role: var role } last] && role == ChatRole.Assistant)
            {
                ordered[^1] = new(ChatRole.Assistant, [.. last.Contents, .. message.Contents]);
            }
            else
            {
                ordered.Add(message);
            }
        }

        return [.. ordered.SelectMany(message => HasCalls(message) ? [message, Results(message, results)] : new[] { message })];
    }

    private static bool HasCalls(ChatMessage message) => message.Contents.Any(content => content is FunctionCallContent);

    private static ChatMessage Results(ChatMessage calls, ILookup<string, FunctionResultContent> results) =>
        new(
            ChatRole.Tool,
            [
                .. calls
                    .Contents.OfType<FunctionCallContent>()
                    .Select(call => results[call.CallId].LastOrDefault() ?? new FunctionResultContent(call.CallId, NoResult))
                    .Select(Told),
            ]
        );

    /// <summary>The package passes no failure on.</summary>
    private static FunctionResultContent Told(FunctionResultContent result) =>
        result is { Exception: { } error, Result: null } ? new(result.CallId, $"error: {error.Message}") : result;
}
