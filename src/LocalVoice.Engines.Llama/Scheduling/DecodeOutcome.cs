namespace LocalVoice.Engines.Llama.Scheduling;

internal enum DecodeOutcome
{
    Done,

    /// <summary>The cache is full; nothing was decoded.</summary>
    NoRoom,

    /// <summary>What the batch's sequences hold is unknown.</summary>
    Failed,
}
