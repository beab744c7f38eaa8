namespace LocalVoice.WebRtc.Sctp;

/// <summary>What is above an association.</summary>
internal interface ISctpReceiver
{
    /// <summary>
    /// Whether another message may be handed over; while not, the other side is held back. Called under the stack's gate: looks, and
    /// nothing else.
    /// </summary>
    bool CanReceive { get; }

    /// <summary>One call at a time, on whichever thread drives the association. Never waits; may call the association.</summary>
    void Receive(SctpEvent happened);
}
