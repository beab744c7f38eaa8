using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Http.Transcriptions;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Wyoming;

namespace LocalVoice.Server.Tests.Wyoming.Listening;

public sealed class VoiceActivityTests : IAsyncLifetime
{
    private WyomingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await WyomingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Who_speaks_twice_is_heard_to_begin_and_to_stop_twice_while_the_stream_goes_on()
    {
        await using var peer = await _server.ConnectAsync();

        float[] once = [.. Wav.Silence(1), .. Wav.Speech(1)];
        await peer.SendAudioAsync([.. once, .. once, .. Wav.Silence(1)], start: false, stop: false);

        Assert.Equal(1000, await EdgeAsync(peer, "voice-started"), 40.0);
        Assert.Equal(2000, await EdgeAsync(peer, "voice-stopped"), 40.0);
        Assert.Equal(3000, await EdgeAsync(peer, "voice-started"), 40.0);
        Assert.Equal(4000, await EdgeAsync(peer, "voice-stopped"), 40.0);
        Assert.Empty(_server.Engines.Recognizer.Streams);
    }

    [Fact]
    public async Task Times_are_the_clients()
    {
        await using var peer = await _server.ConnectAsync();
        object format = new
        {
            rate = 16_000,
            width = 2,
            channels = 1,
            timestamp = 90_000,
        };

        await peer.SendAsync("audio-chunk", format, WyomingPeer.Pcm([.. Wav.Silence(1), .. Wav.Speech(1)]));

        Assert.Equal(91_000, await EdgeAsync(peer, "voice-started"), 40.0);
    }

    [Fact]
    public async Task A_click_is_no_voice_and_a_short_pause_no_end()
    {
        await using var peer = await _server.ConnectAsync();

        float[] click = [.. Wav.Speech(0.05), .. Wav.Silence(1)];
        float[] halting = [.. Wav.Speech(0.5), .. Wav.Silence(0.4), .. Wav.Speech(0.5), .. Wav.Silence(1)];
        await peer.SendAudioAsync([.. click, .. halting], start: false, stop: false);

        Assert.Equal(1050, await EdgeAsync(peer, "voice-started"), 40.0);
        Assert.Equal(2450, await EdgeAsync(peer, "voice-stopped"), 40.0);
    }

    [Fact]
    public async Task Who_still_speaks_at_the_end_of_the_stream_has_stopped_there()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Speech(1), start: false);

        await peer.ExpectAsync("voice-started");
        Assert.Equal(1000, await EdgeAsync(peer, "voice-stopped"), 40.0);
    }

    [Fact]
    public async Task Voices_are_told_of_what_is_written_down_too()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe");
        await peer.SendAudioAsync(Wav.Speech(1));
        var events = (await peer.UpToAsync("transcript-stop")).Select(one => one.Type).ToList();

        Assert.Contains("voice-started", events);
        Assert.Contains("voice-stopped", events);
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> EdgeAsync(WyomingPeer peer, string type) => (await peer.ExpectAsync(type)).Number("timestamp");
}
