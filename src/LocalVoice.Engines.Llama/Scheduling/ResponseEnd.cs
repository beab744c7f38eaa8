namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Why a response ended.</summary>
internal enum ResponseEnd
{
    Stop,
    Length,
}
