namespace LocalVoice.Core.Responses;

/// <summary>What the agent was saying, or about to say, when the user's speech cut it off.</summary>
/// <param name="items">Oldest first; none when nothing of it was heard.</param>
internal sealed class CutOff(IReadOnlyList<SpokenItem> items)
{
    private readonly bool _written = items.All(item => item.Rest is not null);

    /// <summary>All words that were sent.</summary>
    public string Sent => string.Join(' ', items.Select(item => item.SentText));

    /// <summary>
    /// The words that were not heard, from the first that was not heard whole; the client may tell later where that was. Empty when
    /// nothing was heard, or the language model had not written all of them yet: such a response is better given anew.
    /// </summary>
    public string Rest =>
        _written && items.Any(item => item.Text.Length > 0) ? string.Join(' ', items.Select(item => item.Rest)).Trim() : "";
}
