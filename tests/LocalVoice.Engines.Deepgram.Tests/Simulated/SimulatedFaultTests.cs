using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Servers;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

public sealed class SimulatedFaultTests : IAsyncLifetime
{
    private readonly TestConnections _connections = new();
    private SimulatedDeepgram _service = null!;

    public static TheoryData<FaultKind, BackendFault> Faults =>
        new()
        {
            { FaultKind.Unauthorized, BackendFault.Unauthorized },
            { FaultKind.PaymentRequired, BackendFault.PaymentRequired },
            { FaultKind.RateLimited, BackendFault.RateLimited },
            { FaultKind.ServerError, BackendFault.ServiceError },
            { FaultKind.Stall, BackendFault.Stalled },
            { FaultKind.ErrorAmid, BackendFault.ServiceError },
            { FaultKind.CloseAmid, BackendFault.Interrupted },
            { FaultKind.Garbage, BackendFault.Malformed },
            { FaultKind.SlowDrip, BackendFault.Stalled },
        };

    public async ValueTask InitializeAsync()
    {
        _service = await SimulatedServices.StartAsync();
        _service.Script.Set("¿Cuál es la capital de Italia?");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _connections.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_recognisers_fault_is_told_by_its_kind(FaultKind kind, BackendFault fault)
    {
        _service.Faults.Always(new(kind) { RetryAfter = TimeSpan.FromSeconds(7) });
        using var recognizer = SimulatedServices.Recognizer(_service, _connections, StallOf(kind));
        await using var stream = recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(SpokenSamples.CapitalOfItaly.Samples.Span);

        var failure = await Assert.ThrowsAsync<BackendException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(kind == FaultKind.RateLimited ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_synthesizers_fault_is_told_by_its_kind(FaultKind kind, BackendFault fault)
    {
        _service.Faults.Always(new(kind, After: 1) { RetryAfter = TimeSpan.FromSeconds(7) });
        using var synthesizer = SimulatedServices.Synthesizer(_service, _connections, StallOf(kind));

        var failure = await Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var _ in synthesizer.SynthesizeAsync(new("¿En qué puedo ayudarle?", "es"), CancellationToken.None)) { }
        });

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(kind == FaultKind.RateLimited ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task A_check_measures_a_round_trip_and_tells_a_wrong_key()
    {
        using var recognizer = SimulatedServices.Recognizer(_service, _connections);
        Assert.True(await recognizer.CheckAsync(CancellationToken.None) > TimeSpan.Zero);
        _service.Faults.Always(new(FaultKind.Unauthorized));

        var failure = await Assert.ThrowsAsync<BackendException>(() => recognizer.CheckAsync(CancellationToken.None));

        Assert.Equal(BackendFault.Unauthorized, failure.Fault);
    }

    /// <summary>Short only where it is to pass: machines are slow at times.</summary>
    private static TimeSpan StallOf(FaultKind kind) =>
        kind is FaultKind.Stall or FaultKind.SlowDrip ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(30);
}
