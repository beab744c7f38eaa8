using LocalVoice.Server.Http.Serving;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Serving;

/// <summary>An utterance whose final decode waits for a slot.</summary>
/// <param name="stream">Owned.</param>
internal sealed class SlottedStream(IRecognitionStream stream, StageSlots slots) : IRecognitionStream
{
    public void Append(ReadOnlySpan<float> samples) => stream.Append(samples);

    public ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken) =>
        stream.DecodeInterimAsync(cancellationToken);

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        using var slot = await slots.TranscriptionAsync(cancellationToken).ConfigureAwait(false);
        return await stream.DecodeFinalAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Decide() => stream.Decide();

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
