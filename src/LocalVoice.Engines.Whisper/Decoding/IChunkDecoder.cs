namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Decodes audio that fits the model's window.</summary>
internal interface IChunkDecoder
{
    /// <param name="samples">16 kHz mono, 100 ms…30 s.</param>
    /// <param name="audioContext">See <see cref="AudioContext"/>.</param>
    /// <exception cref="EngineException">The native decode failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; native work has stopped.</exception>
    Task<Hypothesis> DecodeAsync(
        ReadOnlyMemory<float> samples,
        int audioContext,
        DecodeRequest request,
        CancellationToken cancellationToken
    );
}
