using LocalVoice.Chat;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A token of a prompt whose probability is asked for, told once. Scheduler's thread only.</summary>
/// <param name="position">Of the token in the prompt, from 1: its probability is that after the tokens before.</param>
internal sealed class AskedEnd(int position, MessageEnd asked)
{
    private bool _told;

    public int Position => position;

    /// <summary>Position of the token whose logits are needed; null once the probability was told.</summary>
    public int? ReadAt => _told ? null : position - 1;

    public void Tell(double probability)
    {
        _told = true;
        asked.Tell(probability);
    }
}
