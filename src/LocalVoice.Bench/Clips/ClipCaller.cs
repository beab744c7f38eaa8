using LocalVoice.Client;

namespace LocalVoice.Bench.Clips;

/// <summary>Plays clips to a server in real time, each in a session of its own with the server's own turn detection.</summary>
/// <param name="realtimeUrl">Address for sessions in a language.</param>
/// <param name="options">Of its calls; the language and the time-out for the timeline are the caller's.</param>
public sealed class ClipCaller(Func<string, Uri> realtimeUrl, CallOptions options, TimeProvider time)
{
    /// <summary>
    /// 12 s to an answer, as in the published comparison with other servers; two seconds of voice are enough to know that it
    /// is one.
    /// </summary>
    private static readonly ListeningLimit Limit = new(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(2));

    /// <summary>For the timeline and the transcripts of a cancelled response; chosen by trial, not measured.</summary>
    private static readonly TimeSpan TimelineTimeout = TimeSpan.FromSeconds(2);

    public async Task<ClipPlay> PlayAsync(Clip clip, int caller, CancellationToken cancellationToken)
    {
        var session = options with { Session = options.Session with { Language = clip.Language }, TimelineTimeout = TimelineTimeout };
        try
        {
            await using var call = await RealtimeCall.OpenAsync(realtimeUrl(clip.Language), session, time, cancellationToken);
            var played = await call.PlayAsync(clip.Recording, Limit, cancellationToken);
            return new ClipPlay(clip, caller, played, played.Error);
        }
        catch (ClientException failure) when (failure.Fault != ClientFault.BadInput)
        {
            return new ClipPlay(clip, caller, null, failure.Message);
        }
    }
}
