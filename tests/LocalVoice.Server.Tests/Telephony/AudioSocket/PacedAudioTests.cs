using LocalVoice.Core.Sessions;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

/// <summary>A line takes audio by the clock that the test turns.</summary>
public sealed class PacedAudioTests
{
    private readonly ArmedTime _time = new();
    private readonly PacedAudio _audio;

    public PacedAudioTests() => _audio = new(_time);

    [Fact]
    public async Task The_first_frame_is_due_at_once_and_the_next_20_ms_later()
    {
        await AddAsync(AgentSpeech.Of(1, frames: 2));

        Assert.Equal(0, (await TakeAsync()).FirstSample);
        var second = TakeAsync();
        await _time.ArmedAsync(PacedAudio.Frame);
        Assert.False(second.IsCompleted);
        _time.Advance(PacedAudio.Frame);

        Assert.Equal(160, (await second).FirstSample);
    }

    [Fact]
    public async Task A_line_that_is_a_little_late_makes_up_for_it()
    {
        await AddAsync(AgentSpeech.Of(1, frames: 4));
        await TakeAsync();

        _time.Advance(3 * PacedAudio.Frame);

        Assert.Equal(160, (await TakeAsync()).FirstSample);
        Assert.Equal(320, (await TakeAsync()).FirstSample);
        Assert.Equal(480, (await TakeAsync()).FirstSample);
    }

    [Fact]
    public async Task A_line_that_was_idle_gets_no_burst()
    {
        await AddAsync(AgentSpeech.Of(1, frames: 1));
        await TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await AddAsync(AgentSpeech.Of(2, frames: 2));

        await TakeAsync();
        var second = TakeAsync();
        await _time.ArmedAsync(PacedAudio.Frame);

        Assert.False(second.IsCompleted);
        _time.Advance(PacedAudio.Frame);
        await second;
    }

    [Fact]
    public async Task What_is_flushed_or_cut_off_is_never_taken()
    {
        using var cut = new CancellationTokenSource();
        await AddAsync(AgentSpeech.Of(1, frames: 3));
        _audio.Flush();
        await AddAsync([.. AgentSpeech.Of(2, frames: 3, cancelled: cut.Token), .. AgentSpeech.Of(3, frames: 1)]);
        await cut.CancelAsync();

        Assert.Equal(3, (await TakeAsync()).Ordinal);
    }

    [Fact]
    public async Task A_paused_line_takes_nothing_and_goes_on_where_it_was()
    {
        await AddAsync(AgentSpeech.Of(1, frames: 2));
        await TakeAsync();
        _audio.Pause();
        var second = TakeAsync();
        for (var i = 1; i <= 10; i++)
        {
            await _time.ArmedAsync(PacedAudio.Frame, i);
            _time.Advance(PacedAudio.Frame);
        }

        Assert.False(second.IsCompleted);
        _audio.GoOn();
        await _time.ArmedAsync(PacedAudio.Frame, 11);
        _time.Advance(PacedAudio.Frame);

        Assert.Equal(160, (await second).FirstSample);
    }

    [Fact]
    public async Task Where_gaps_are_filled_a_frame_is_due_every_20_ms_without_audio_too()
    {
        var filled = new PacedAudio(_time, fillsGaps: true);

        Assert.Null(await filled.TakeAsync(TestClient.EventTimeout()));
        var second = filled.TakeAsync(TestClient.EventTimeout());
        await _time.ArmedAsync(PacedAudio.Frame);
        await filled.AddAsync(AgentSpeech.Of(1, frames: 1)[0], TestClient.EventTimeout());
        Assert.False(second.IsCompleted);
        _time.Advance(PacedAudio.Frame);

        Assert.Equal(1, (await second)!.Ordinal);
    }

    [Fact]
    public async Task A_paused_line_is_filled_and_keeps_its_audio()
    {
        var filled = new PacedAudio(_time, fillsGaps: true);
        await filled.AddAsync(AgentSpeech.Of(1, frames: 1)[0], TestClient.EventTimeout());
        filled.Pause();

        Assert.Null(await filled.TakeAsync(TestClient.EventTimeout()));
        filled.GoOn();
        _time.Advance(PacedAudio.Frame);

        Assert.Equal(1, (await filled.TakeAsync(TestClient.EventTimeout()))!.Ordinal);
    }

    private async Task AddAsync(IEnumerable<ResponseAudio> frames)
    {
        foreach (var frame in frames)
        {
            await _audio.AddAsync(frame, TestClient.EventTimeout());
        }
    }

    private async Task<ResponseAudio> TakeAsync() => Assert.IsType<ResponseAudio>(await _audio.TakeAsync(TestClient.EventTimeout()));
}
