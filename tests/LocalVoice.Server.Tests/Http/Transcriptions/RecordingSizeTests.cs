using LocalVoice.Core.Memory;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Http.Transcriptions;

public sealed class RecordingSizeTests
{
    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_leaves_nothing_in_memory()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:MaxFileBytes=100000");

        // Beyond what the forms' other fields may take, so that its length tells; and less, so that it is counted.
        foreach (var seconds in (double[])[60, 4])
        {
            Assert.Equal((413, "request_too_large", "file"), await server.TranscribeAsync(Wav.Of(Wav.Speech(seconds))).RefusalAsync());
        }

        Assert.Equal(0, server.Server.Services.GetRequiredService<MemoryBudget>().Held);
    }

    [Fact]
    public async Task A_file_of_the_largest_size_is_taken()
    {
        var file = Wav.Of(Wav.Speech(3));
        await using var server = await ApiServer.StartAsync($"--LocalVoice:Http:MaxFileBytes={file.Length}");

        var json = await server.TranscribeAsync(file).JsonAsync();

        Assert.Equal(3, json.Number("usage.seconds"));
        Assert.Equal(0, server.Server.Services.GetRequiredService<MemoryBudget>().Held);
    }

    [Fact]
    public async Task A_recording_that_is_too_long_is_refused()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:MaxAudio=00:00:10");

        Assert.Equal((413, "audio_too_long", "file"), await server.TranscribeAsync(Wav.Of(Wav.Silence(11))).RefusalAsync());
    }

    [Fact]
    public async Task Without_memory_for_the_file_the_client_may_come_again()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Pipeline:Memory:ProcessBytes=1000");

        using var response = await server.TranscribeAsync(Wav.Of(Wav.Speech(1)));

        Assert.Equal(5, response.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal((503, "memory_exceeded", null), await Task.FromResult(response).RefusalAsync());
    }
}
