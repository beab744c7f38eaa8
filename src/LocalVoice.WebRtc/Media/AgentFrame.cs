namespace LocalVoice.WebRtc.Media;

/// <summary>20 ms of the agent's voice.</summary>
/// <param name="Item">Number of the agent's item; a later item has a higher one.</param>
/// <param name="ResponseId">The response that says it.</param>
/// <param name="FirstSample">Position within the item.</param>
/// <param name="Samples">At <see cref="Codecs.CallAudio.AgentHz"/>; at most a frame's, and fewer only at an item's end.</param>
/// <param name="IsLast">Nothing of the item follows.</param>
/// <param name="Cancelled">Cancelled when it must not be sent any more.</param>
public readonly record struct AgentFrame(
    int Item,
    string ResponseId,
    long FirstSample,
    ReadOnlyMemory<short> Samples,
    bool IsLast,
    CancellationToken Cancelled
);
