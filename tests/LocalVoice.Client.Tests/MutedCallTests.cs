using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Client.Tests;

public sealed class MutedCallTests
{
    [Fact]
    public async Task A_muted_call_refuses_to_say_anything()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var call = await RealtimeCall.OpenAsync(
            server.RealtimeUrl,
            new CallOptions { Muted = true },
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            call.SayAsync(Tones.Between(0, 100, 0), TestContext.Current.CancellationToken)
        );
    }
}
