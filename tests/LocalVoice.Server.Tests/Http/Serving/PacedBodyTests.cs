using System.IO.Pipelines;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Serving;

public sealed class PacedBodyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ArmedTime _time = new();
    private int _givenUp;

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_refused()
    {
        var pipe = new Pipe();
        await using var body = Arriving(pipe);
        await pipe.Writer.WriteAsync(new byte[100]);
        Assert.Equal(100, await body.ReadAsync(new byte[1000]));

        var reading = body.ReadAsync(new byte[1000]).AsTask();
        Advance(10);

        Assert.False(reading.IsCompleted);
        Advance(0.2);
        var refused = await Assert.ThrowsAsync<ApiException>(() => reading);
        Assert.Equal((408, "request_timeout"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Single_bytes_do_not_keep_a_body_arriving()
    {
        var pipe = new Pipe();
        await using var body = Arriving(pipe);

        var refused = await Assert.ThrowsAsync<ApiException>(async () =>
        {
            for (var second = 0; second < 30; second++)
            {
                await pipe.Writer.WriteAsync(new byte[1]);
                Assert.Equal(1, await body.ReadAsync(new byte[1000]));
                Advance(1);
            }
        });

        Assert.Contains("11 bytes in 11 s", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_may_take_what_the_lowest_rate_gives_it()
    {
        var pipe = new Pipe();
        await using var body = Arriving(pipe);
        for (var second = 0; second < 60; second++)
        {
            await pipe.Writer.WriteAsync(new byte[1000]);
            Assert.Equal(1000, await body.ReadAsync(new byte[1000]));
            Advance(1);
        }

        await pipe.Writer.CompleteAsync();
        Assert.Equal(0, await body.ReadAsync(new byte[1000]));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_let_go()
    {
        await using var body = Leaving(new Pipe(new(pauseWriterThreshold: 1000, resumeWriterThreshold: 500)));
        body.AllowPlaying(TimeSpan.FromHours(1));
        var writing = body.WriteAsync(new byte[2000]).AsTask();

        Advance(9.9);
        Assert.Equal(0, _givenUp);
        Advance(0.2);

        Assert.Equal((1, false), (_givenUp, writing.IsCompleted));
    }

    [Fact]
    public async Task A_client_that_takes_a_little_now_and_then_is_let_go()
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 1000, resumeWriterThreshold: 999));
        await using var body = Leaving(pipe);

        await TakeEveryNineSecondsAsync(pipe, body, times: 1);
        Assert.Equal(0, _givenUp);
        await TakeEveryNineSecondsAsync(pipe, body, times: 1);

        Assert.Equal(1, _givenUp);
    }

    [Fact]
    public async Task A_client_may_take_speech_no_faster_than_it_is_played()
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 1000, resumeWriterThreshold: 999));
        await using var body = Leaving(pipe);
        body.AllowPlaying(TimeSpan.FromSeconds(90));

        await TakeEveryNineSecondsAsync(pipe, body, times: 11);
        Assert.Equal(0, _givenUp);
        await TakeEveryNineSecondsAsync(pipe, body, times: 1);

        Assert.Equal(1, _givenUp);
    }

    private PacedRequestBody Arriving(Pipe pipe) =>
        new(pipe.Reader.AsStream(), new HttpOptions { ReceiveTimeout = Limit, MinReceiveRate = 1000 }, _time);

    private PacedResponseBody Leaving(Pipe pipe) => new(pipe.Writer.AsStream(), Limit, _time, () => _givenUp++);

    private async Task TakeEveryNineSecondsAsync(Pipe pipe, PacedResponseBody body, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var writing = body.WriteAsync(new byte[1000]).AsTask();
            Assert.False(writing.IsCompleted);
            Advance(9);
            pipe.Reader.AdvanceTo((await pipe.Reader.ReadAsync()).Buffer.End);
            await writing;
        }
    }

    private void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
