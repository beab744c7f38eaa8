namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A loaded Piper model. Thread-safe.</summary>
internal interface IPiperGraph : IDisposable
{
    /// <exception cref="OperationCanceledException">Cancelled while the model ran.</exception>
    EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken);
}
