namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>One running phonemizer: one request at a time, each with a time limit. One thread at a time.</summary>
internal sealed class PhonemizerChild(IPhonemizerProcess process, TimeProvider time) : IDisposable
{
    /// <param name="limit">After this the process is ended.</param>
    /// <exception cref="PhonemizerEndedException">
    /// The process ended, by itself or by the limit, or sent what is no reply to this request; it is of no more use.
    /// </exception>
    /// <exception cref="EngineException">The process refused the request; it works on.</exception>
    public T Ask<T>(PhonemizerRequest request, TimeSpan limit, Func<BinaryReader, T> result)
    {
        var reply = Exchange(request.ToBytes(), limit);
        try
        {
            return PhonemizerReply.Read(reply, result);
        }
        catch (Exception failure) when (failure is IOException or FormatException or ArgumentException)
        {
            throw new PhonemizerEndedException("sent something else than a reply and was ended");
        }
    }

    public void Dispose() => process.Dispose();

    private byte[] Exchange(byte[] request, TimeSpan limit)
    {
        var state = (int)Wait.Running;
        using var timer = time.CreateTimer(
            _ =>
            {
                if (Interlocked.CompareExchange(ref state, (int)Wait.Expired, (int)Wait.Running) == (int)Wait.Running)
                {
                    process.Kill();
                }
            },
            null,
            limit,
            Timeout.InfiniteTimeSpan
        );
        var reply = TryExchange(request);
        return Interlocked.CompareExchange(ref state, (int)Wait.Over, (int)Wait.Running) == (int)Wait.Expired
            ? throw new PhonemizerEndedException($"took more than {limit.TotalSeconds:0.#} s and was ended")
            : reply ?? throw new PhonemizerEndedException(process.Ending());
    }

    /// <returns>Null when the process is gone.</returns>
    private byte[]? TryExchange(byte[] request)
    {
        try
        {
            PhonemizerFrame.Write(process.Requests, request);
            return PhonemizerFrame.Read(process.Replies);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private enum Wait
    {
        Running,
        Over,
        Expired,
    }
}
