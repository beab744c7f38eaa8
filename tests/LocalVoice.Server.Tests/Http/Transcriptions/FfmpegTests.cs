using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Http.Transcriptions;

/// <summary>Other files than WAV, with the real ffmpeg where this machine has it.</summary>
public sealed class FfmpegTests
{
    [Theory]
    [InlineData("mp3", "-f", "mp3")]
    [InlineData("ogg", "-c:a", "libopus", "-f", "ogg")]
    [InlineData("flac", "-f", "flac")]
    [InlineData("webm", "-c:a", "libopus", "-f", "webm")]
    [InlineData("m4a", "-movflags", "frag_keyframe+empty_moov", "-f", "mp4")]
    [InlineData("aac", "-f", "adts")]
    [InlineData("wav", "-c:a", "adpcm_ima_wav", "-f", "wav")]
    public async Task A_file_is_decoded(string name, params string[] arguments)
    {
        var file = await EncodeAsync(arguments);
        await using var server = await ApiServer.StartAsync();
        server.Engines.Recognizer.Finals.Then("Good morning.");

        var json = await server.TranscribeAsync(file).JsonAsync();

        Assert.Equal(("Good morning.", 2), (json.Text("text"), json.Number("usage.seconds")));
        var heard = server.Engines.Recognizer.Streams.Single().Utterance;
        Assert.True(heard.Max() > 0.2, $"{name} was not heard: {heard.Max()}");
    }

    [Theory]
    [InlineData("OggS, but no more than that")]
    [InlineData("ID3 and nothing else")]
    [InlineData("fLaC")]
    public async Task A_file_that_only_begins_as_audio_is_refused(string content)
    {
        RealFfmpeg.SkipWithout();
        await using var server = await ApiServer.StartAsync();

        Assert.Equal(
            (400, "invalid_file", "file"),
            await server.TranscribeAsync(System.Text.Encoding.ASCII.GetBytes(content)).RefusalAsync()
        );
    }

    [Fact]
    public async Task A_file_opens_no_other()
    {
        RealFfmpeg.SkipWithout();
        using var secret = new TemporaryFolder();
        var path = Path.Combine(secret.Path, "secret.wav");
        await File.WriteAllBytesAsync(path, Wav.Of(Wav.Speech(1)));
        await using var server = await ApiServer.StartAsync();

        // A list of files, to which the demuxer of its first bytes must not be changed.
        var list = System.Text.Encoding.ASCII.GetBytes($"ID3\nffconcat version 1.0\nfile '{path}'\n");

        Assert.Equal((400, "invalid_file", "file"), await server.TranscribeAsync(list).RefusalAsync());
        Assert.Empty(server.Engines.Recognizer.Streams);
    }

    [Fact]
    public async Task Without_ffmpeg_the_client_is_told_what_is_missing()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:Ffmpeg=/nowhere/ffmpeg");

        Assert.Equal((415, "decoder_missing", "file"), await server.TranscribeAsync([.. "ID3"u8, .. new byte[1000]]).RefusalAsync());
    }

    [Fact]
    public async Task Without_ffmpeg_WAV_is_read()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:Ffmpeg=/nowhere/ffmpeg");

        Assert.Equal(1, (await server.TranscribeAsync(Wav.Of(Wav.Speech(1))).JsonAsync()).Number("usage.seconds"));
    }

    /// <summary>A tone of two seconds.</summary>
    private static Task<byte[]> EncodeAsync(string[] arguments) =>
        RealFfmpeg.RunAsync(Wav.Of(Wav.Speech(1.9)), ["-i", "pipe:0", .. arguments, "pipe:1"]);
}
