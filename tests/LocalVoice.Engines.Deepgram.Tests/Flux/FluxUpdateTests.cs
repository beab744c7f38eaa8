using LocalVoice.Remote;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Flux;

/// <summary>A service that takes audio and says nothing of it.</summary>
public sealed class FluxUpdateTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Audio_of_which_nothing_is_told_ends_what_is_heard_of_turns()
    {
        await using var scene = await FluxScene.OpenAsync(options => options.UpdateTimeout = Timeout, _time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(0.6));
        await peer.ReadAudioAsync(7 * 2_560);

        var waited = await UntilAsync(stream.Turns.Completion);

        Assert.True(waited >= Timeout, $"waited {waited}");
        var failure = await Assert.ThrowsAsync<BackendException>(() => stream.Turns.Completion);
        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.Contains("sent nothing for 2 s", failure.Message, StringComparison.Ordinal);
        var final = await Assert.ThrowsAsync<BackendException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));
        Assert.Equal(BackendFault.Stalled, final.Fault);
    }

    [Fact]
    public async Task The_next_utterance_has_another_connection()
    {
        await using var scene = await FluxScene.OpenAsync(options => options.UpdateTimeout = Timeout, _time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(0.6));
        await peer.ReadAudioAsync(7 * 2_560);
        await UntilAsync(stream.Turns.Completion);

        var other = await scene.Service.AcceptAsync();
        await using var next = scene.OpenStream();
        next.Append(FluxScene.Audio(1));
        await other.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Hola"));
        await other.SendAsync(FluxScene.Turn("EndOfTurn", 0, 0.9, "Hola."));

        Assert.Equal("Hola.", (await next.Turns.ReadAsync()).Transcript.Text);
    }

    [Fact]
    public async Task Every_message_grants_the_whole_time_again()
    {
        await using var scene = await FluxScene.OpenAsync(options => options.UpdateTimeout = Timeout, _time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        for (var second = 1; second <= 4; second++)
        {
            stream.Append(FluxScene.Audio(1));
            await peer.ReadAudioAsync(((second * 32_000) - 2_560) / 2_560 * 2_560);
            _time.Advance(0.9 * Timeout);
            await peer.SendAsync(FluxScene.Turn("Update", 0, second - 0.1, $"palabra {second}"));
            Assert.NotNull(await stream.DecodeInterimAsync(CancellationToken.None));
        }

        Assert.False(stream.Turns.Completion.IsCompleted);
    }

    [Fact]
    public async Task Without_audio_nothing_is_due()
    {
        await using var scene = await FluxScene.OpenAsync(options => options.UpdateTimeout = Timeout, _time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(0.4));
        await peer.ReadAudioAsync(5 * 2_560);

        _time.Advance(10 * Timeout);
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.25, "Hola"));
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0, 0.38, "Hola."));

        Assert.Equal("Hola.", (await stream.Turns.ReadAsync()).Transcript.Text);
    }

    private async Task<TimeSpan> UntilAsync(Task task)
    {
        var start = _time.GetTimestamp();
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.WhenAny(task, Task.Run(() => Thread.Yield()));
        }

        return _time.GetElapsedTime(start);
    }
}
