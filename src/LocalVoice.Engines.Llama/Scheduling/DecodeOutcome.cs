namespace LocalVoice.Engines.Llama.Scheduling;

internal enum DecodeOutcome
{
    Done,

    /// <summary>The cache is full; nothing was decoded.</summary>
    NoRoom,

    /// <summary>Decoding failed: the contents of the batch's sequences are undefined.</summary>
    Failed,
}
