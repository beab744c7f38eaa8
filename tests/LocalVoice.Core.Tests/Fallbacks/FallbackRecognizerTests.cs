using LocalVoice.Core.Fallbacks;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Fallbacks;

public sealed class FallbackRecognizerTests
{
    private static readonly TimeSpan Within = FallbackOptions.Default.Within;
    private readonly FakeTimeProvider _time = new();
    private readonly FakeRemoteRecognizer _first = new();
    private readonly FakeRecognizer _second = new();
    private readonly IStreamingRecognizer _recognizer;
    private readonly RecognitionOptions _options = RecognitionOptions.For("es");

    public FallbackRecognizerTests()
    {
        _first.Finals.Then("From afar.");
        _second.Finals.Then("From here.");
        _recognizer = Fallback.Of(_first, _second, FallbackOptions.Default, _time);
    }

    public static TheoryData<BackendFault> Faults => [.. Enum.GetValues<BackendFault>()];

    [Fact]
    public void Its_languages_are_the_firsts()
    {
        var first = new FakeRemoteRecognizer { KnownLanguages = ["es", "en"] };

        Assert.Equal(["es", "en"], Fallback.Of(first, _second, FallbackOptions.Default, _time).Languages);
    }

    [Fact]
    public async Task While_the_first_understands_the_second_hears_nothing()
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));

        Assert.Equal("From afar.", await DecodeAsync(stream));

        Assert.Empty(_second.Streams);
        Assert.Null(_options.Report.Read().Failed);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_fails_a_decode_the_second_hears_the_whole_utterance_once(BackendFault fault)
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));
        stream.Append(Samples(1600, 800));
        _first.FinalFailure = new BackendException(fault, "It failed.");

        Assert.Equal("From here.", await DecodeAsync(stream));

        var taken = Assert.Single(_second.Streams);
        Assert.Equal(_options, taken.Options);
        AssertHeard(Samples(0, 2400), taken);
        Assert.Equal(_second.Info, _options.Report.Read().Server);
        Assert.Equal(new(_first.Info, fault, TimeSpan.Zero), _options.Report.Read().Failed);
    }

    [Fact]
    public async Task What_is_said_after_a_failure_reaches_the_second_only()
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));
        _first.FinalFailure = new BackendException(BackendFault.Interrupted, "Gone.");
        await DecodeAsync(stream);

        stream.Append(Samples(1600, 1600));

        Assert.Equal("From here.", await DecodeAsync(stream));
        AssertHeard(Samples(0, 1600), _first.Streams[0]);
        AssertHeard(Samples(0, 3200), Assert.Single(_second.Streams));
        Assert.Equal(1, _first.FinalDecodes.Count);
    }

    [Fact]
    public async Task A_first_that_failed_is_closed_at_once_and_not_only_with_the_utterance()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _first.FinalFailure = new BackendException(BackendFault.Interrupted, "Gone.");

        await DecodeAsync(stream);

        await _first.StreamsClosed.ReachesAsync(1);
        Assert.Equal(0, _second.StreamsClosed.Count);
    }

    [Fact]
    public async Task An_interim_that_fails_is_none_and_the_second_takes_over()
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));
        _first.Interims.ThenFail(new BackendException(BackendFault.Malformed, "What?"));
        _second.Interims.Then(new InterimTranscript("From", " here"));

        Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));

        Assert.Equal("From here", (await stream.DecodeInterimAsync(CancellationToken.None))?.Text);
        AssertHeard(Samples(0, 1600), Assert.Single(_second.Streams));
        Assert.Equal(BackendFault.Malformed, _options.Report.Read().Failed?.Fault);
        Assert.Equal("From here.", await DecodeAsync(stream));
        Assert.Equal(0, _first.FinalDecodes.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_first_that_stalls_is_given_up_after_800_ms_and_not_before(bool deaf)
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));
        if (deaf)
        {
            _first.FinalHold.EngageDeaf();
        }
        else
        {
            _first.FinalHold.Engage();
        }

        var decode = DecodeAsync(stream);

        _time.Advance(Within - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_second.Streams);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("From here.", await decode.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System));
        Assert.Equal(new(_first.Info, BackendFault.Stalled, Within), _options.Report.Read().Failed);
        _first.FinalHold.Release();
        await _first.StreamsClosed.ReachesAsync(1);
        Assert.Equal(1, _first.FinalsEnded.Count);
    }

    [Fact]
    public async Task The_second_learns_that_the_turn_was_decided_before_it_took_over()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _first.FinalHold.Engage();
        var decode = DecodeAsync(stream);
        stream.Decide();
        Assert.Equal(1, _first.Streams[0].Decisions);

        _time.Advance(Within);
        await decode;

        Assert.Equal(1, Assert.Single(_second.Streams).Decisions);
        stream.Decide();
        Assert.Equal((1, 2), (_first.Streams[0].Decisions, _second.Streams[0].Decisions));
    }

    [Fact]
    public async Task A_turn_that_is_not_decided_is_not_decided_at_the_second()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _first.FinalFailure = new BackendException(BackendFault.ServiceError, "It failed.");

        await DecodeAsync(stream);

        Assert.Equal(0, Assert.Single(_second.Streams).Decisions);
    }

    [Fact]
    public async Task Two_decodes_that_stall_together_share_one_second()
    {
        await using var stream = _recognizer.OpenStream(_options);
        stream.Append(Samples(0, 1600));
        _first.FinalHold.Engage();
        Task<string>[] decodes = [DecodeAsync(stream), DecodeAsync(stream)];
        await _first.FinalDecodes.ReachesAsync(2);

        _time.Advance(Within);

        Assert.Equal(["From here.", "From here."], await Task.WhenAll(decodes).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System));
        AssertHeard(Samples(0, 1600), Assert.Single(_second.Streams));
        await _first.StreamsClosed.ReachesAsync(1);
        Assert.Equal(2, _first.FinalsEnded.Count);
    }

    [Fact]
    public async Task A_decode_that_the_first_still_serves_is_not_cut_off_by_the_failure_of_another()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _first.FinalHold.Engage();
        var served = DecodeAsync(stream);
        _first.Interims.ThenFail(new BackendException(BackendFault.Malformed, "What?"));
        await stream.DecodeInterimAsync(CancellationToken.None);
        Assert.False(_first.Streams[0].Closed);

        _first.FinalHold.Release();

        Assert.Equal("From afar.", await served);
        await _first.StreamsClosed.ReachesAsync(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_callers_cancel_is_no_fault(bool interim)
    {
        await using var stream = _recognizer.OpenStream(_options);
        (interim ? _first.InterimHold : _first.FinalHold).Engage();
        using var cancelled = new CancellationTokenSource();
        var decode = interim
            ? stream.DecodeInterimAsync(cancelled.Token).AsTask()
            : stream.DecodeFinalAsync(cancelled.Token).AsTask() as Task;

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decode);
        Assert.Empty(_second.Streams);
        Assert.Null(_options.Report.Read().Failed);
    }

    [Fact]
    public async Task A_request_that_is_refused_is_not_asked_again_elsewhere()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _first.FinalFailure = new RequestRefusedException("Too long.");

        await Assert.ThrowsAsync<RequestRefusedException>(() => DecodeAsync(stream));

        Assert.Empty(_second.Streams);
    }

    [Fact]
    public async Task A_recogniser_that_failed_in_two_utterances_is_not_asked_in_the_third()
    {
        _first.FinalFailure = new BackendException(BackendFault.ServiceError, "It failed.");
        for (var i = 0; i < 3; i++)
        {
            await using var stream = _recognizer.OpenStream(RecognitionOptions.For("es"));
            stream.Append(new float[160]);
            Assert.Equal("From here.", await DecodeAsync(stream));
        }

        Assert.Equal(2, _first.FinalDecodes.Count);
        Assert.Equal(2, _first.Streams.Count(stream => stream.Utterance.Length > 0));
        await using var tried = _recognizer.OpenStream(_options);
        _first.FinalFailure = null;
        _time.Advance(FallbackOptions.Default.Pause);
        Assert.Equal("From afar.", await DecodeAsync(tried));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_closes_both_though_the_first_cannot_be_closed(bool tookOver)
    {
        var stream = _recognizer.OpenStream(_options);
        _first.ClosingFailure = new InvalidOperationException("It does not close.");
        _first.FinalFailure = tookOver ? new BackendException(BackendFault.ServiceError, "It failed.") : null;
        await DecodeAsync(stream);

        var failure = await Record.ExceptionAsync(async () => await stream.DisposeAsync());

        // That a recogniser fails which was replaced is nobody's concern any more.
        Assert.Equal(tookOver ? null : "It does not close.", failure?.Message);
        Assert.True(_first.Streams[0].Closed);
        Assert.All(_second.Streams, second => Assert.True(second.Closed));
        Assert.Equal(tookOver ? 1 : 0, _second.Streams.Count);
    }

    [Fact]
    public async Task Closing_waits_for_a_decode_that_was_given_up()
    {
        var stream = _recognizer.OpenStream(_options);
        _first.FinalHold.EngageDeaf();
        var decode = DecodeAsync(stream);
        _time.Advance(Within);
        await decode.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        var closing = stream.DisposeAsync().AsTask();
        Assert.False(_first.Streams[0].Closed);
        _first.FinalHold.Release();
        await closing;

        Assert.True(_first.Streams[0].Closed);
        Assert.True(_second.Streams[0].Closed);
    }

    [Fact]
    public void A_language_that_the_first_does_not_know_is_refused()
    {
        _first.UnknownLanguages.Add("xx");

        Assert.Throws<EngineException>(() => _recognizer.OpenStream(RecognitionOptions.For("xx")));
    }

    [Fact]
    public async Task A_second_that_does_not_know_the_language_either_fails_the_decode()
    {
        await using var stream = _recognizer.OpenStream(_options);
        _second.UnknownLanguages.Add("es");
        _first.FinalFailure = new BackendException(BackendFault.ServiceError, "It failed.");

        await Assert.ThrowsAsync<EngineException>(() => DecodeAsync(stream));
    }

    private static async Task<string> DecodeAsync(IRecognitionStream stream) =>
        (await stream.DecodeFinalAsync(CancellationToken.None)).Text;

    /// <summary>Each differs from those around it, so that none can be missing, or come twice.</summary>
    private static float[] Samples(int from, int count) => [.. Enumerable.Range(from, count).Select(i => i % 997 / 1000f)];

    private static void AssertHeard(float[] expected, FakeRecognitionStream stream)
    {
        var heard = stream.Utterance;
        Assert.Equal(expected.Length, heard.Length);
        Assert.All(expected.Zip(heard), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
