namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>When each token of a response is due, from now on.</summary>
/// <param name="perSecond">Tokens; 0: all with the first.</param>
internal sealed class TokenPace(TimeSpan first, double perSecond, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <param name="token">From 0.</param>
    public async Task UntilAsync(int token, CancellationToken cancellationToken)
    {
        var due = first + (perSecond > 0 ? TimeSpan.FromSeconds(token / perSecond) : TimeSpan.Zero);
        if (due - Elapsed is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
