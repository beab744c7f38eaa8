namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A part of a cut model for one thread, and the same for all: a session's threads are fixed, and one that takes more than
/// it was leased slows down every other engine. Their weights are one mapped file. Owns both.
/// </summary>
/// <param name="several">Null where one run takes one thread at most.</param>
/// <param name="threads">Of <paramref name="several"/>.</param>
internal sealed class ByThreads<T>(T single, T? several, int threads) : IDisposable
    where T : class, IDisposable
{
    public T Single => single;

    public T For(int leased) => leased >= threads && several is not null ? several : single;

    public void Dispose() => Disposal.All(single, several);
}
