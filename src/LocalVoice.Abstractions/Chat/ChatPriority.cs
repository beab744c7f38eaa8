using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>Priority of a chat request. Carried in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
public enum ChatPriority
{
    /// <summary>The user waits for this response.</summary>
    DecidedTurn,

    /// <summary>The turn may continue; the response is behind the gate.</summary>
    Speculation,

    /// <summary>Only fills the prompt cache.</summary>
    Prefill,
}

/// <summary>Reads and writes <see cref="ChatPriority"/> in chat options.</summary>
public static class ChatOptionsPriority
{
    private const string Key = "localvoice.priority";

    public static ChatOptions WithPriority(this ChatOptions options, ChatPriority priority)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[Key] = priority;
        return options;
    }

    /// <summary>The priority that was set, or <see cref="ChatPriority.DecidedTurn"/>.</summary>
    public static ChatPriority Priority(this ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true && value is ChatPriority priority
            ? priority
            : ChatPriority.DecidedTurn;
}
