using LocalVoice.Bench.Transport;
using LocalVoice.Bench.Transport.Turns;
using LocalVoice.Bench.Transport.Voice;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Tests.Transport.Turns;

public sealed class TransportFiguresTests
{
    [Fact]
    public void The_transports_share_is_what_the_server_does_not_know_of_turn_by_turn()
    {
        var figures = TransportFigures.Of([Turn(v2vMs: 230, serverMs: 200), Turn(v2vMs: 300, serverMs: 290)]);

        Assert.Equal((265, 245, 20), (figures.V2vMs.P50, figures.ServerMs.P50, figures.ShareMs.P50));
        Assert.Equal((2, 0), (figures.Turns, figures.Unanswered));
        Assert.Null(figures.ConcealedPercent);
    }

    [Fact]
    public void Gaps_are_told_by_the_longest_and_by_their_part_of_what_was_said()
    {
        var figures = TransportFigures.Of([Turn(200, 190, gapsMs: [30, 20]), Turn(200, 190, gapsMs: [50])]);

        Assert.Equal((50, 5), (figures.LongestGapMs, figures.GapPercent));
    }

    [Fact]
    public void A_turn_without_a_voice_is_unanswered_and_counts_for_nothing_else()
    {
        var figures = TransportFigures.Of([Turn(v2vMs: null, serverMs: 200), Turn(v2vMs: 220, serverMs: null)]);

        Assert.Equal((2, 1, 1, 0), (figures.Turns, figures.Unanswered, figures.V2vMs.Count, figures.ShareMs.Count));
    }

    [Fact]
    public void Concealed_packets_are_told_of_all()
    {
        var figures = TransportFigures.Of([Turn(200, 190, heard: new(90, 9)), Turn(200, 190, heard: new(10, 1))]);

        Assert.Equal(10, figures.ConcealedPercent);
    }

    [Fact]
    public void The_difference_is_WebRTC_less_WebSocket()
    {
        Dictionary<string, TransportFigures> both = new()
        {
            [TransportRun.WebSocketName] = TransportFigures.Of([Turn(200, 190)]),
            [TransportRun.WebRtcName] = TransportFigures.Of([Turn(230, 190)]),
        };

        Assert.Equal(30, TransportDocument.Difference(both));
        Assert.Contains(
            "| webrtc | 1 | 0 | 230 | 230 | 190 | 40.0 | 40.0 | 0 | 0.0 | – |",
            TransportText.Lines(new(default, new("cpu", 2, 4, "os", "net"), both, 30, null, []))
        );
    }

    private static TransportTurn Turn(double? v2vMs, double? serverMs, double[]? gapsMs = null, HeardCount? heard = null)
    {
        var wait = v2vMs is { } waited ? TimeSpan.FromMilliseconds(waited) : (TimeSpan?)null;
        var turn = new SpokenTurn("asked", "told", new Recording(new short[16_000], 16_000), TimeSpan.Zero, wait, wait, null, null)
        {
            Gaps = [.. (gapsMs ?? []).Select(TimeSpan.FromMilliseconds)],
        };
        return new(turn, serverMs is { } took ? TimeSpan.FromMilliseconds(took) : null, heard);
    }
}
