using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Tests.Fakes;
using LocalVoice.Engines.Whisper.Utterances;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Whisper.Tests;

/// <summary>What an early decode of a pause is worth.</summary>
public sealed class WhisperStreamPauseTests : IAsyncDisposable
{
    private static readonly TimeSpan Dip = TimeSpan.FromMilliseconds(20);

    private readonly GatedChunkDecoder _chunks = new();
    private readonly FixedComputeBudget _budget = new(2);
    private readonly WhisperStream _stream;
    private TimeSpan _silence;

    public WhisperStreamPauseTests()
    {
        var scheduler = new DecodeScheduler(_budget, maxConcurrent: 4, maxThreads: 0, canYield: true);
        _stream = new(
            new WhisperUtterance(new(), "es", "", NullLogger.Instance),
            new UtteranceDecoder(_chunks, new(new()), NullLogger.Instance),
            scheduler,
            new(),
            new(TimeProvider.System, NullLogger.Instance)
        );
    }

    [Fact]
    public async Task A_decode_under_way_that_covers_all_speech_is_the_final()
    {
        Says(2);
        var interim = Pauses();
        var early = await _chunks.DecodeAsync(1);
        IsSilent(0.04);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        early.Hears("Hola.");

        Assert.Equal("Hola.", (await final).Text);
        Assert.Equal(1, _chunks.Begun);
        Assert.Equal("Hola.", (await interim)?.Text);
    }

    [Fact]
    public async Task An_urgent_interim_waits_for_its_threads_as_a_final_does_and_is_one_if_nothing_more_is_said()
    {
        Says(1);
        Assert.True(_budget.TryLease(ComputeWork.DecidedResponse, 2, out var response));
        var urgent = _stream.DecodeInterimAsync(urgent: true, default).AsTask();
        Assert.Equal(0, _chunks.Begun);

        response.Dispose();
        var decode = await _chunks.DecodeAsync(1);
        Assert.Equal((ComputeWork.FinalTranscript, 2), _budget.Leased[^1]);
        IsSilent(0.04);
        var final = _stream.DecodeFinalAsync(default).AsTask();
        decode.Hears("Espera.");

        Assert.Equal("Espera.", (await urgent)?.Text);
        Assert.Equal("Espera.", (await final).Text);
        Assert.Equal(1, _chunks.Begun);
    }

    [Fact]
    public async Task An_urgent_interim_that_nobody_awaits_any_more_gives_its_threads_back()
    {
        Says(1);
        using var over = new CancellationTokenSource();
        var urgent = _stream.DecodeInterimAsync(urgent: true, over.Token).AsTask();
        var decode = await _chunks.DecodeAsync(1);

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => urgent);
        Assert.True(SpinWait.SpinUntil(() => decode.Cancelled, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task One_that_is_done_is_the_final_too()
    {
        Says(2);
        var interim = Pauses();
        (await _chunks.DecodeAsync(1)).Hears("Hola.");
        await interim;
        IsSilent(0.04);

        Assert.Equal("Hola.", (await _stream.DecodeFinalAsync(default)).Text);
        Assert.Equal(1, _chunks.Begun);
    }

    [Fact]
    public async Task Not_one_that_lacks_speech()
    {
        Says(2);
        var interim = Pauses();
        var early = await _chunks.DecodeAsync(1);
        _stream.Resumes();
        Says(0.5);
        IsSilent(0.06);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        (await _chunks.DecodeAsync(2)).Hears("Hola, Ana.");

        Assert.Equal("Hola, Ana.", (await final).Text);
        Assert.True(early.Cancelled);
        Assert.Null(await interim);
    }

    [Fact]
    public async Task After_a_pause_within_a_phrase_the_decode_before_goes_on()
    {
        Says(2);
        var interim = Pauses();
        var older = await _chunks.DecodeAsync(1);
        _stream.Resumes();
        Says(0.3);
        _ = Pauses();
        var newer = await _chunks.DecodeAsync(2);

        _stream.Resumes();

        Assert.True(SpinWait.SpinUntil(() => newer.Cancelled, TimeSpan.FromSeconds(30)));
        Assert.False(older.Cancelled);
        older.Hears("Hola,");
        Assert.Equal("Hola,", (await interim)?.Text);
    }

    [Fact]
    public async Task What_was_begun_before_the_final_is_given_up_for_it()
    {
        Says(2);
        _ = Pauses();
        var older = await _chunks.DecodeAsync(1);
        _stream.Resumes();
        Says(0.5);
        _ = Pauses();
        var early = await _chunks.DecodeAsync(2);
        IsSilent(0.04);

        var final = _stream.DecodeFinalAsync(default).AsTask();

        Assert.True(SpinWait.SpinUntil(() => older.Cancelled, TimeSpan.FromSeconds(30)));
        early.Hears("Hola, Ana.");
        Assert.Equal("Hola, Ana.", (await final).Text);
    }

    [Fact]
    public async Task A_final_goes_on_as_an_interim_though_what_was_given_up_for_it_still_runs()
    {
        Says(2);
        _ = Pauses();
        await _chunks.DecodeAsync(1);
        _stream.Resumes();
        Says(0.5);
        var interim = Pauses();
        var early = await _chunks.DecodeAsync(2);
        IsSilent(0.04);
        _ = _stream.DecodeFinalAsync(default).AsTask();

        _stream.Resumes();

        early.Hears("Hola, Ana,");
        Assert.Equal("Hola, Ana,", (await interim)?.Text);
        Assert.False(early.Cancelled);
    }

    [Fact]
    public async Task Not_one_that_a_guard_distrusts()
    {
        Says(2);
        _ = Pauses();
        var early = await _chunks.DecodeAsync(1);
        IsSilent(0.04);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        early.Hears("no no no no no no no no no no no no");
        (await _chunks.DecodeAsync(2)).Hears("No.");

        Assert.Equal("No.", (await final).Text);
    }

    [Fact]
    public async Task When_the_user_goes_on_it_gives_its_threads_back_and_is_an_interim()
    {
        Says(2);
        var interim = Pauses();
        var early = await _chunks.DecodeAsync(1);
        Assert.Equal(0, _budget.FreeThreads);

        _stream.Resumes();
        Says(0.1);

        Assert.Equal(2, _budget.FreeThreads);
        early.Hears("Hola, buenos");
        Assert.Equal("Hola, buenos", (await interim)?.Text);
    }

    [Fact]
    public async Task After_a_pause_of_140_ms_only_what_follows_is_decoded_again()
    {
        await SaysAsync("Me quedo en casa.");
        IsSilent(0.2);
        _stream.Resumes();
        Says(2);
        IsSilent(0.06);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        var rest = await _chunks.DecodeAsync(2);
        rest.Hears("porque llueve.");

        Assert.Equal("Me quedo en casa porque llueve.", (await final).Text);
        Assert.InRange(rest.Samples / 16_000.0, 2.06, 2.06 + 0.22);
        Assert.Equal("Me quedo en casa", rest.Request.Prompt);
    }

    [Fact]
    public async Task A_shorter_pause_settles_nothing()
    {
        await SaysAsync("Me quedo en");
        IsSilent(0.1);
        _stream.Resumes();
        Says(2);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        var whole = await _chunks.DecodeAsync(2);
        whole.Hears("Me quedo en casa.");

        Assert.Equal("Me quedo en casa.", (await final).Text);
        Assert.True(whole.Samples > 4 * 16_000);
    }

    [Fact]
    public async Task What_follows_is_decoded_with_what_was_before_when_it_is_short()
    {
        await SaysAsync("Me quedo en casa.");
        IsSilent(0.2);
        _stream.Resumes();
        Says(0.3);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        var whole = await _chunks.DecodeAsync(2);
        whole.Hears("Me quedo en casa hoy.");

        Assert.Equal("Me quedo en casa hoy.", (await final).Text);
        Assert.True(whole.Samples > 2.3 * 16_000);
    }

    [Fact]
    public async Task A_final_that_the_user_interrupted_by_going_on_settles_what_it_heard()
    {
        Says(2);
        IsSilent(0.06);
        using var goesOn = new CancellationTokenSource();
        var given = _stream.DecodeFinalAsync(goesOn.Token).AsTask();
        var first = await _chunks.DecodeAsync(1);
        IsSilent(0.2);
        _stream.Resumes();
        await goesOn.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Task.Run(() => first.Hears("Me quedo en casa."));
        Says(2);
        IsSilent(0.06);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        (await _chunks.DecodeAsync(2)).Hears("Porque llueve.");

        Assert.Equal("Me quedo en casa. Porque llueve.", (await final).Text);
    }

    [Fact]
    public async Task A_long_stretch_is_settled_while_the_user_speaks_whatever_is_heard_of_the_rest()
    {
        Says(13);
        var interim = _stream.DecodeInterimAsync(default).AsTask();
        var first = await _chunks.DecodeAsync(1);
        first.Hears("Me quedo en casa.");
        (await _chunks.DecodeAsync(2)).Hears("no no no no no no no no no no no no");
        Assert.Null(await interim);
        Says(1);

        var final = _stream.DecodeFinalAsync(default).AsTask();
        var rest = await _chunks.DecodeAsync(3);
        rest.Hears("Porque llueve.");

        Assert.Equal("Me quedo en casa. Porque llueve.", (await final).Text);
        Assert.InRange(first.Samples + rest.Samples, 13.9 * 16_000, 14.1 * 16_000);
    }

    [Fact]
    public async Task One_that_a_guard_distrusts_is_decoded_again_before_the_user_has_ended()
    {
        Says(13);
        var interim = _stream.DecodeInterimAsync(default).AsTask();
        var first = await _chunks.DecodeAsync(1);
        first.Hears("no no no no no no no no no no no no");
        var again = await _chunks.DecodeAsync(2);
        again.Hears("Me quedo en casa.");
        (await _chunks.DecodeAsync(3)).Hears("Porque.");

        Assert.Equal("Me quedo en casa. Porque.", (await interim)?.Text);
        Assert.Equal(first.Samples, again.Samples);
    }

    [Fact]
    public async Task A_final_that_nobody_wants_any_more_stops()
    {
        Says(2);
        _ = Pauses();
        var early = await _chunks.DecodeAsync(1);
        using var unwanted = new CancellationTokenSource();
        var final = _stream.DecodeFinalAsync(unwanted.Token).AsTask();

        await unwanted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => final);
        Assert.True(early.Cancelled);
        Assert.Equal(2, _budget.FreeThreads);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void Says(double seconds)
    {
        _stream.Resumes();
        _stream.Append(SpokenSamples.Noise(seconds));
        _silence = TimeSpan.Zero;
    }

    private void IsSilent(double seconds)
    {
        _stream.Append(SpokenSamples.Silence(seconds));
        _silence += TimeSpan.FromSeconds(seconds);
        _stream.Pauses(_silence);
    }

    private Task<Speech.InterimTranscript?> Pauses()
    {
        _silence = TimeSpan.Zero;
        IsSilent(Dip.TotalSeconds);
        return _stream.DecodeInterimAsync(default).AsTask();
    }

    private async Task SaysAsync(string words)
    {
        Says(2);
        var interim = Pauses();
        (await _chunks.DecodeAsync(1)).Hears(words);
        await interim;
    }
}
