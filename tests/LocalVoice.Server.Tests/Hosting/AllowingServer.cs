using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A server whose operator allows the servers of tools at <c>tools.example</c>.</summary>
public sealed class AllowingServer : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Args = ["--LocalVoice:Mcp:AllowedAddresses:0", "https://tools.example"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public Task<(TestClient Client, FakeVoiceSession Session)> OpenAsync() => _server.OpenAsync();
}
