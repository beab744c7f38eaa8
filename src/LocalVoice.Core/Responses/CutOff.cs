namespace LocalVoice.Core.Responses;

/// <summary>What the agent was saying, or about to say, when the user's speech cut it off.</summary>
/// <param name="items">Oldest first; none when nothing of it was heard.</param>
internal sealed class CutOff(IReadOnlyList<SpokenItem> items)
{
    /// <summary>All words that were sent.</summary>
    public string Sent => string.Join(' ', items.Select(item => item.SentText));

    /// <summary>
    /// The words that were written and not heard, from the first that was not heard whole; empty when nothing was heard, since such
    /// a response is better given anew. What the language model had not written yet is lost.
    /// </summary>
    public string Rest => items.Any(item => item.Text.Length > 0) ? string.Join(' ', items.Select(item => item.Rest)).Trim() : "";
}
