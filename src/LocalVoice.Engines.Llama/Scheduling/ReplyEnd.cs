namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Why an answer ended.</summary>
internal enum ReplyEnd
{
    Stop,
    Length,
}
