using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.Servers;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

/// <summary>The faults of simulated providers, in each one's words.</summary>
public sealed class SimulatedFaultTests
{
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
                faults.Add(dialect, FaultKind.Stall, BackendFault.Stalled);
                faults.Add(dialect, FaultKind.SlowDrip, BackendFault.Stalled);
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
        using var connections = new LoopbackConnections();
        var waits = kind is FaultKind.Stall or FaultKind.SlowDrip ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
        using var client = new OpenAIChatClient(
            new()
            {
                Url = provider.Address,
                Model = "m",
                Key = "k",
                Service = dialect.ToString().ToLowerInvariant(),
                ConnectTimeout = TimeSpan.FromMinutes(1),
                FirstTokenTimeout = TimeSpan.FromMinutes(1),
                StallTimeout = waits,
            },
            connections,
            TimeProvider.System,
            new RecordedLog<OpenAIChatClient>()
        );

        var failure = await Assert.ThrowsAsync<BackendException>(() =>
            client.GetResponseAsync([new(ChatRole.User, "uno dos tres cuatro cinco seis")])
        );

        Assert.Equal(fault, failure.Fault);
        Assert.DoesNotContain("cuatro", failure.ToString(), StringComparison.Ordinal);
    }
}
