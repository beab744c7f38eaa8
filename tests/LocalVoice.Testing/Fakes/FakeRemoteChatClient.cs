using LocalVoice.Remote;

namespace LocalVoice.Testing.Fakes;

/// <summary>A <see cref="FakeChatClient"/> elsewhere.</summary>
public sealed class FakeRemoteChatClient : FakeChatClient, IRemoteEngine
{
    public FakeRemoteChatClient() => Info = Info with { Name = "fake-cloud", Device = "cloud" };

    public FakeRemote Remote { get; } = new();

    public Uri Address => Remote.Address;

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => Remote.PrepareAsync(cancellationToken);

    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(TimeSpan.FromMilliseconds(20));
}
