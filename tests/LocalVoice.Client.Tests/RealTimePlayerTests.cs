using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Client.Tests;

public sealed class RealTimePlayerTests
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);
    private readonly FakeTimeProvider _time = new();
    private readonly List<short[]> _sent = [];

    [Fact]
    public void Chunk_is_sent_when_its_last_sample_would_have_been_captured()
    {
        using var stop = new CancellationTokenSource();
        _ = Start(stop.Token);

        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Empty(_sent);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(_sent);
        stop.Cancel();
    }

    [Fact]
    public void Late_clock_is_caught_up_without_drift()
    {
        using var stop = new CancellationTokenSource();
        _ = Start(stop.Token);

        _time.Advance(TimeSpan.FromMilliseconds(130));

        Assert.Equal(6, _sent.Count);
        stop.Cancel();
    }

    [Fact]
    public void Silence_is_sent_where_nothing_is_to_be_said()
    {
        using var stop = new CancellationTokenSource();
        _ = Start(stop.Token);

        _time.Advance(Chunk);

        Assert.All(_sent[0], sample => Assert.Equal(0, sample));
        Assert.Equal(320, _sent[0].Length);
        stop.Cancel();
    }

    [Fact]
    public async Task Utterance_fills_the_next_chunks_and_its_first_sample_has_a_timestamp()
    {
        using var stop = new CancellationTokenSource();
        var player = Player();
        _ = player.RunAsync(stop.Token);
        var origin = _time.GetTimestamp();
        _time.Advance(Chunk);

        var saying = player.SayAsync(Enumerable.Repeat((short)7, 400).ToArray(), CancellationToken.None);
        _time.Advance(2 * Chunk);

        Assert.Equal(Chunk, _time.GetElapsedTime(origin, await saying));
        Assert.Equal([0, 320, 80], _sent.Select(chunk => chunk.Count(sample => sample == 7)));
        await stop.CancelAsync();
    }

    [Fact]
    public async Task Utterances_are_said_one_after_the_other()
    {
        using var stop = new CancellationTokenSource();
        var player = Player();
        _ = player.RunAsync(stop.Token);
        var first = player.SayAsync(new short[320], CancellationToken.None);
        var second = player.SayAsync(new short[320], CancellationToken.None);

        _time.Advance(2 * Chunk);

        Assert.Equal(Chunk, _time.GetElapsedTime(await first, await second));
        await stop.CancelAsync();
    }

    private Task Start(CancellationToken cancellationToken) => Player().RunAsync(cancellationToken);

    private RealTimePlayer Player() =>
        new(
            _time,
            16_000,
            Chunk,
            (chunk, _) =>
            {
                _sent.Add(chunk.ToArray());
                return ValueTask.CompletedTask;
            }
        );
}
