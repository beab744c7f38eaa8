using LocalVoice.Remote;

namespace LocalVoice.Testing.Fakes;

/// <summary>A <see cref="FakeSynthesizer"/> elsewhere.</summary>
public sealed class FakeRemoteSynthesizer : FakeSynthesizer, IRemoteEngine
{
    public FakeRemoteSynthesizer(int sampleRateHz = 24_000)
        : base(sampleRateHz) => Info = Info with { Name = "fake-cloud", Device = "cloud" };

    public FakeRemote Remote { get; } = new();

    public Uri Address => Remote.Address;

    public ValueTask PrepareAsync(CancellationToken cancellationToken) => Remote.PrepareAsync(cancellationToken);

    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(TimeSpan.FromMilliseconds(20));
}
