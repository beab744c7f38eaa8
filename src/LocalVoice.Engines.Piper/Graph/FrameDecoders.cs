namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// The decoder for one thread, and the same for all: a session's threads are fixed, and one that takes more than it was
/// leased slows down every other engine. Their weights are one mapped file.
/// </summary>
internal sealed class FrameDecoders(FrameDecoder single, FrameDecoder? several, int threads) : IDisposable
{
    public FrameDecoder For(int leased) => leased >= threads && several is not null ? several : single;

    public void Dispose() => Disposal.All(single, several);
}
