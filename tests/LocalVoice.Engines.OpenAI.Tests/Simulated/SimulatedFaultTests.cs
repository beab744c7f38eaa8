using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.Servers;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

/// <summary>The faults of simulated providers, in each one's words.</summary>
public sealed class SimulatedFaultTests : IDisposable
{
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "uno dos tres cuatro cinco seis")];
    private readonly LoopbackConnections _connections = new();

    public static TheoryData<ChatDialect, FaultKind> Stalls
    {
        get
        {
            var stalls = new TheoryData<ChatDialect, FaultKind>();
            foreach (var dialect in Enum.GetValues<ChatDialect>())
            {
                stalls.Add(dialect, FaultKind.Stall);
                stalls.Add(dialect, FaultKind.SlowDrip);
            }

            return stalls;
        }
    }

    public static TheoryData<ChatDialect, FaultKind, BackendFault> Faults
    {
        get
        {
            var faults = new TheoryData<ChatDialect, FaultKind, BackendFault>();
            foreach (var dialect in Enum.GetValues<ChatDialect>())
            {
                faults.Add(dialect, FaultKind.Unauthorized, BackendFault.Unauthorized);
                faults.Add(dialect, FaultKind.PaymentRequired, BackendFault.PaymentRequired);
                faults.Add(dialect, FaultKind.RateLimited, BackendFault.RateLimited);
                faults.Add(dialect, FaultKind.ServerError, BackendFault.ServiceError);
                faults.Add(dialect, FaultKind.ErrorAmid, BackendFault.ServiceError);
                faults.Add(dialect, FaultKind.CloseAmid, BackendFault.Interrupted);
                faults.Add(dialect, FaultKind.Garbage, BackendFault.Malformed);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_told_by_its_kind(ChatDialect dialect, FaultKind kind, BackendFault fault)
    {
        await using var provider = await SimulatedChatService.StartAsync(new(dialect) { Models = ["m"], ApiKey = "k" });
        provider.Faults.Always(new(kind, After: 2));
        using var client = Client(provider, dialect, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<BackendException>(() => client.GetResponseAsync(Question));

        Assert.Equal(fault, failure.Fault);
        Assert.DoesNotContain("cuatro", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task A_response_that_stands_still_or_drips_is_a_stall(ChatDialect dialect, FaultKind kind)
    {
        var time = new FakeTimeProvider();
        await using var provider = await SimulatedChatService.StartAsync(new(dialect) { Models = ["m"], ApiKey = "k" });
        provider.Faults.Always(new(kind, After: 2));
        using var client = Client(provider, dialect, time);
        var first = new Counter();
        var asking = Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync(Question))
            {
                first.Increment();
            }
        });
        await first.ReachesAsync(1);

        while (!asking.IsCompleted)
        {
            // The reader waits for the next piece from some moment on.
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(BackendFault.Stalled, (await asking).Fault);
        await provider.Journal.WhenCancelledAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    public void Dispose() => _connections.Dispose();

    private OpenAIChatClient Client(SimulatedChatService provider, ChatDialect dialect, TimeProvider time) =>
        new(
            new()
            {
                Url = provider.Address,
                Model = "m",
                Key = "k",
                Service = dialect.ToString().ToLowerInvariant(),
                // A busy machine must not look like a slow service.
                ConnectTimeout = TimeSpan.FromMinutes(1),
                FirstTokenTimeout = TimeSpan.FromMinutes(1),
                StallTimeout = TimeSpan.FromMinutes(1),
            },
            _connections,
            time,
            new RecordedLog<OpenAIChatClient>()
        );
}
