using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>
/// Asks a language model that computes the prompt itself how likely the user's last message ends where it does: the probability
/// of the template's end-of-message token, and of the full stop before it, after the message's words, which the prompt's
/// computation yields in passing. A wish: engines that cannot tell ignore it. Carried in
/// <see cref="ChatOptions.AdditionalProperties"/>.
/// </summary>
/// <param name="told">Called at most once, on the engine's thread, with a probability 0…1; it must return at once.</param>
public sealed class MessageEnd(Action<double> told)
{
    public void Tell(double probability) => told(probability);
}

/// <summary>Reads and writes the <see cref="MessageEnd"/> of chat options.</summary>
public static class ChatOptionsMessageEnd
{
    private const string Key = "localvoice.message_end";

    public static ChatOptions WithMessageEnd(this ChatOptions options, MessageEnd? end)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (end is not null)
        {
            (options.AdditionalProperties ??= [])[Key] = end;
        }

        return options;
    }

    /// <summary>Null when nobody asks.</summary>
    public static MessageEnd? MessageEnd(this ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true ? value as MessageEnd : null;
}
