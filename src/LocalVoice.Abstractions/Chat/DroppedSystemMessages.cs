using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>
/// How many of a conversation's system messages, beside the instructions, a prompt had no room for. Carried in
/// <see cref="UsageDetails.AdditionalCounts"/>.
/// </summary>
public static class DroppedSystemMessages
{
    private const string Key = "localvoice.dropped_system_messages";

    public static UsageDetails WithDroppedSystemMessages(this UsageDetails usage, int count)
    {
        ArgumentNullException.ThrowIfNull(usage);
        if (count > 0)
        {
            (usage.AdditionalCounts ??= [])[Key] = count;
        }

        return usage;
    }

    /// <summary>The count that was set, or 0.</summary>
    public static int DroppedSystemMessageCount(this UsageDetails usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return usage.AdditionalCounts?.TryGetValue(Key, out var count) == true ? (int)count : 0;
    }
}
