using LocalVoice.Core.Fallbacks;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Fallbacks;

public sealed class FallbackSynthesizerTests
{
    // Twelve characters of 50 ms: 600 ms.
    private const string Clause = "Buenas, sí.!";
    private static readonly TimeSpan Within = FallbackOptions.Default.Within;
    private readonly FakeTimeProvider _time = new();
    private readonly FakeRemoteSynthesizer _first = new(24_000);
    private readonly FakeSynthesizer _second = new(22_050);
    private readonly ISpeechSynthesizer _voice;
    private readonly SynthesisRequest _request = new(Clause, "es");

    public FallbackSynthesizerTests() => _voice = Fallback.Of(_first, _second, FallbackOptions.Default, _time);

    public static TheoryData<BackendFault> Faults => [.. Enum.GetValues<BackendFault>()];

    [Fact]
    public void Its_voices_languages_are_the_firsts()
    {
        _first.VoiceLanguages["tone"] = ["ca"];

        Assert.Equal(["ca"], _voice.LanguagesOf("tone"));
    }

    [Fact]
    public async Task While_the_first_speaks_the_second_is_not_asked()
    {
        Assert.Equal(14_400, await SamplesAsync());

        Assert.Empty(_second.Requests);
        Assert.Equal(24_000, _voice.SampleRateHz);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_fails_the_first_the_second_speaks_at_the_firsts_rate(BackendFault fault)
    {
        _first.Failure = new BackendException(fault, "It failed.");

        Assert.Equal(14_400, await SamplesAsync());

        Assert.Equal(_request, Assert.Single(_second.Requests));
        Assert.Equal(_second.Info, _request.Report.Read().Server);
        Assert.Equal(new(_first.Info, fault, TimeSpan.Zero), _request.Report.Read().Failed);
    }

    [Fact]
    public async Task A_first_that_stalls_is_given_up_after_800_ms_and_not_before()
    {
        _first.Hold.EngageDeaf();
        var spoken = SamplesAsync();
        await _first.Begun.ReachesAsync(1);

        _time.Advance(Within - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_second.Requests);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(14_400, await spoken);
        Assert.Equal(new(_first.Info, BackendFault.Stalled, Within), _request.Report.Read().Failed);
        _first.Hold.Release();
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_voice_that_breaks_off_amid_a_clause_is_followed_by_the_whole_clause_in_the_other()
    {
        _first.ChunksBeforeFailure = 2;
        _first.Failure = new BackendException(BackendFault.Interrupted, "Gone.");

        Assert.Equal((2 * 2_400) + 14_400, await SamplesAsync());

        Assert.Equal(Clause, Assert.Single(_second.Requests).Text);
        Assert.Equal((_second.Info, BackendFault.Interrupted), (_request.Report.Read().Server, _request.Report.Read().Failed?.Fault));
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_cancel_amid_a_clause_is_no_fault_and_ends_the_first()
    {
        _first.LaterChunksHold.Engage();
        using var cancelled = new CancellationTokenSource();
        var spoken = SamplesAsync(cancelled.Token);
        await _first.ChunksTaken.ReachesAsync(1);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spoken);
        Assert.Empty(_second.Requests);
        Assert.Null(_request.Report.Read().Failed);
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_cancel_reaches_the_second_while_it_speaks()
    {
        _first.Failure = new BackendException(BackendFault.Unreachable, "No network.");
        _second.LaterChunksHold.Engage();
        using var cancelled = new CancellationTokenSource();
        var spoken = SamplesAsync(cancelled.Token);
        await _second.ChunksTaken.ReachesAsync(1);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spoken);
        await _second.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task Text_without_anything_to_pronounce_is_no_failure()
    {
        Assert.Empty(await _voice.SynthesizeAsync(_request with { Text = "" }, CancellationToken.None).ToListAsync());

        Assert.Empty(_second.Requests);
    }

    [Fact]
    public async Task A_voice_that_failed_twice_rests()
    {
        _first.Failure = new BackendException(BackendFault.ServiceError, "It failed.");

        for (var i = 0; i < 5; i++)
        {
            await SamplesAsync();
        }

        Assert.Equal((2, 5), (_first.Requests.Count, _second.Requests.Count));
    }

    private Task<int> SamplesAsync() => SamplesAsync(CancellationToken.None);

    private async Task<int> SamplesAsync(CancellationToken cancellationToken)
    {
        var samples = 0;
        await foreach (var chunk in _voice.SynthesizeAsync(_request, cancellationToken))
        {
            samples += chunk.Samples.Length;
        }

        return samples;
    }
}
