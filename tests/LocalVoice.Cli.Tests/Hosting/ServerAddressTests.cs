using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Tests.Hosting;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://localhost:8080", "ws://localhost:8080/v1/realtime?model=es")]
    [InlineData("https://voice.example/", "wss://voice.example/v1/realtime?model=es")]
    [InlineData("wss://api.example/v1/realtime?model=gpt-realtime", "wss://api.example/v1/realtime?model=gpt-realtime")]
    public async Task Sessions_are_opened_at_the_realtime_path(string url, string expected)
    {
        await using var address = await ServerAddress.OpenAsync(url, key: null, CancellationToken.None);

        Assert.Equal(new Uri(expected), address.RealtimeUrl("es"));
    }

    [Fact]
    public async Task Address_of_another_kind_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<CliException>(() =>
            ServerAddress.OpenAsync("localhost:8080", key: null, CancellationToken.None)
        );

        Assert.Equal(ExitCode.BadInput, refusal.Code);
    }
}
