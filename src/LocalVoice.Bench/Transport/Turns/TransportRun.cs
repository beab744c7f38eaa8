using LocalVoice.Client;

namespace LocalVoice.Bench.Transport.Turns;

/// <summary>
/// Says the same utterances over a WebSocket and over WebRTC, by turns: both calls are open, and while one talks the other sends
/// silence. Which of them is first changes with each utterance.
/// </summary>
/// <param name="realtimeUrl">Where the WebSocket is opened.</param>
/// <param name="callsUrl">Where the offer is posted.</param>
/// <param name="options">Of both calls; the framing is the WebSocket's.</param>
public sealed class TransportRun(Uri realtimeUrl, Uri callsUrl, CallOptions options, TimeProvider time)
{
    public const string WebSocketName = "websocket";
    public const string WebRtcName = "webrtc";

    // As the bench of pipelines: chosen by trial, not measured.
    private const int TurnsPerCall = 5;

    /// <summary>Told each utterance before it is said.</summary>
    public Action<BenchUtterance> Announce { get; init; } = _ => { };

    /// <summary>
    /// Tells what the server took for the turn that has just ended, where the turn itself does not tell. Default: it never tells.
    /// </summary>
    public Func<SpokenTurn, Task<TimeSpan?>> ServerTook { get; init; } = _ => Task.FromResult<TimeSpan?>(null);

    /// <summary>Of both transports, by name. The first utterance, over both at once, is not measured.</summary>
    /// <param name="turns">Utterances over each; those given are said again as often as need be.</param>
    /// <exception cref="ClientException">A call cannot be opened, or was lost.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TransportTurn>>> OfAsync(
        IReadOnlyList<BenchUtterance> utterances,
        int turns,
        CancellationToken cancellationToken
    )
    {
        var (socket, rtc) = (new List<TransportTurn>(), new List<TransportTurn>());
        for (var done = 0; done < turns; done += TurnsPerCall)
        {
            await using var overSocket = await RealtimeCall.OpenAsync(realtimeUrl, options, time, cancellationToken);
            var connection = await RtcConnection.ConnectAsync(callsUrl, options.ApiKey, withEvents: true, time, cancellationToken);
            await using var overRtc = await RealtimeCall.OpenAsync(connection, options, time, cancellationToken);
            if (done == 0)
            {
                var first = utterances[0].Recording;
                await Task.WhenAll(overSocket.SayAsync(first, cancellationToken), overRtc.SayAsync(first, cancellationToken));
            }

            for (var turn = done; turn < Math.Min(turns, done + TurnsPerCall); turn++)
            {
                var utterance = utterances[turn % utterances.Count];
                if (turn % 2 == 0)
                {
                    socket.Add(await SayAsync(overSocket, null, utterance, cancellationToken));
                }

                rtc.Add(await SayAsync(overRtc, connection, utterance, cancellationToken));
                if (turn % 2 != 0)
                {
                    socket.Add(await SayAsync(overSocket, null, utterance, cancellationToken));
                }
            }
        }

        return new Dictionary<string, IReadOnlyList<TransportTurn>> { [WebSocketName] = socket, [WebRtcName] = rtc };
    }

    private async Task<TransportTurn> SayAsync(
        RealtimeCall call,
        RtcConnection? connection,
        BenchUtterance utterance,
        CancellationToken cancellationToken
    )
    {
        Announce(utterance);
        var before = connection?.Heard;
        var turn = await call.SayAsync(utterance.Recording, cancellationToken);
        return new(turn, await ServerTook(turn), connection?.Heard - before);
    }
}
