using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Tests.Fakes;

/// <summary>Decodes that end when a test says so, in the order in which they began.</summary>
internal sealed class GatedChunkDecoder : IChunkDecoder
{
    private readonly Lock _sync = new();
    private readonly List<GatedDecode> _begun = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Begun
    {
        get
        {
            lock (_sync)
            {
                return _begun.Count;
            }
        }
    }

    /// <summary>The decode that began as the <paramref name="number"/>th, from 1; waits for it.</summary>
    public async Task<GatedDecode> DecodeAsync(int number)
    {
        while (true)
        {
            Task more;
            lock (_sync)
            {
                if (_begun.Count >= number)
                {
                    return _begun[number - 1];
                }

                more = _more.Task;
            }

            await more.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
    }

    public Task<Hypothesis> DecodeAsync(
        ReadOnlyMemory<float> samples,
        int audioContext,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        var decode = new GatedDecode(samples.Length, request, cancellationToken);
        lock (_sync)
        {
            _begun.Add(decode);
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return decode.Heard;
    }
}

/// <summary>A decode under way.</summary>
internal sealed class GatedDecode(int samples, DecodeRequest request, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<Hypothesis> _heard = new();

    public int Samples => samples;

    public DecodeRequest Request => request;

    public bool Cancelled => cancellation.IsCancellationRequested;

    public Task<Hypothesis> Heard => _heard.Task.WaitAsync(cancellation);

    /// <summary>Ends it; on a thread of the pool, returns when all that follows is done.</summary>
    public void Hears(string text) => _heard.SetResult(new(text, request.Language, [new TranscriptToken(text, -0.1)]));
}
