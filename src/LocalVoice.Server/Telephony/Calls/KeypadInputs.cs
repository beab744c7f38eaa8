using System.Threading.Channels;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>What bears on the keys of a call, in its order. Many writers, one reader.</summary>
internal sealed class KeypadInputs(TimeProvider time)
{
    /// <summary>Room beside the keys, so that these cannot keep out what the agent asks.</summary>
    private const int Reserve = 16;

    private readonly Channel<KeypadInput> _inputs = Channel.CreateBounded<KeypadInput>(KeyPresses.Most + Reserve);

    /// <summary>Adds a key, or that somebody talks; lost where too many wait.</summary>
    public void Add(KeypadInput input)
    {
        if (_inputs.Reader.Count < KeyPresses.Most)
        {
            _inputs.Writer.TryWrite(input);
        }
    }

    /// <summary>Adds a request of the agent's.</summary>
    public void Add(KeysAsked request) => _inputs.Writer.TryWrite(request);

    /// <returns>Null when nothing came in time.</returns>
    public async Task<KeypadInput?> NextAsync(TimeSpan patience, CancellationToken over)
    {
        if (_inputs.Reader.TryRead(out var waiting))
        {
            return waiting;
        }

        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, over);
        try
        {
            return await _inputs.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            return null;
        }
    }
}

internal abstract record KeypadInput;

internal sealed record KeyPressed(char Key) : KeypadInput;

internal sealed record KeysAsked(KeyRequest Request) : KeypadInput;

internal sealed record SomebodyTalks(bool Caller) : KeypadInput;
