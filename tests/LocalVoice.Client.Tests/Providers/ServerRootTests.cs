using LocalVoice.Client.Providers;

namespace LocalVoice.Client.Tests.Providers;

public sealed class ServerRootTests
{
    [Theory]
    [InlineData("http://localhost:8080", "ws://localhost:8080/v1/realtime", "http://localhost:8080/v1/audio/speech")]
    [InlineData("http://localhost:8080/v1", "ws://localhost:8080/v1/realtime", "http://localhost:8080/v1/audio/speech")]
    [InlineData("http://localhost:8080/v1/", "ws://localhost:8080/v1/realtime", "http://localhost:8080/v1/audio/speech")]
    [InlineData("https://voice.example", "wss://voice.example/v1/realtime", "https://voice.example/v1/audio/speech")]
    [InlineData("wss://voice.example/voice/", "wss://voice.example/voice/v1/realtime", "https://voice.example/voice/v1/audio/speech")]
    [InlineData("ws://[::1]:9", "ws://[::1]:9/v1/realtime", "http://[::1]:9/v1/audio/speech")]
    public void Addresses_are_found_with_and_without_the_version(string server, string realtime, string speech)
    {
        var root = new ServerRoot(new Uri(server));

        Assert.Equal(new Uri(realtime), root.Realtime(model: null, transcription: false));
        Assert.Equal(new Uri(speech), root.Http("audio/speech"));
    }

    [Fact]
    public void A_session_names_its_model_and_that_it_only_writes_down()
    {
        var root = new ServerRoot(new Uri("http://localhost:8080"));

        Assert.Equal("?model=el%20m%C3%ADo&intent=transcription", root.Realtime("el mío", transcription: true).Query);
        Assert.Equal("?model=es", root.Realtime("es", transcription: false).Query);
        Assert.Equal("?intent=transcription", root.Realtime(null, transcription: true).Query);
    }

    [Theory]
    [InlineData("ftp://localhost/")]
    [InlineData("/v1")]
    public void What_is_no_server_address_is_named(string server)
    {
        var failure = Assert.Throws<ArgumentException>(() => new ServerRoot(new Uri(server, UriKind.RelativeOrAbsolute)));

        Assert.StartsWith($"'{server}' is no server address.", failure.Message, StringComparison.Ordinal);
    }
}
