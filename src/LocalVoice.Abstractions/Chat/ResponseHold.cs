using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>
/// Asks a language model that shares its processors with the voice to compute no further tokens of a response until released: the user
/// waits for what it has said, not for what it says next. A wish: engines that share nothing ignore it. Carried in
/// <see cref="ChatOptions.AdditionalProperties"/>. Thread-safe.
/// </summary>
public sealed class ResponseHold
{
    private volatile bool _engaged;
    private volatile bool _everEngaged;

    /// <summary>Called after each release, on the thread that releases.</summary>
    public event Action? Released;

    public bool IsEngaged => _engaged;

    /// <summary>Whether the user already has what to wait for: further tokens are less urgent than the first.</summary>
    public bool WasEngaged => _everEngaged;

    public void Engage() => (_everEngaged, _engaged) = (true, true);

    public void Release()
    {
        _engaged = false;
        Released?.Invoke();
    }
}

/// <summary>Reads and writes the <see cref="ResponseHold"/> of chat options.</summary>
public static class ChatOptionsHold
{
    private const string Key = "localvoice.hold";

    public static ChatOptions WithHold(this ChatOptions options, ResponseHold? hold)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (hold is not null)
        {
            (options.AdditionalProperties ??= [])[Key] = hold;
        }

        return options;
    }

    /// <summary>Null when nobody holds the response.</summary>
    public static ResponseHold? Hold(this ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true ? value as ResponseHold : null;
}
