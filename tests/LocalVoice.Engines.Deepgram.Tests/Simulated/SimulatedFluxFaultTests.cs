using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Network;
using LocalVoice.Simulation.Servers;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

/// <summary>Whatever goes wrong: no more is heard of turns, and the final says why.</summary>
public sealed class SimulatedFluxFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    private readonly TestConnections _connections = new();
    private SimulatedDeepgram _service = null!;

    public static TheoryData<FaultKind, int, BackendFault> Faults
    {
        get
        {
            var data = new TheoryData<FaultKind, int, BackendFault>
            {
                { FaultKind.Unauthorized, 0, BackendFault.Unauthorized },
                { FaultKind.PaymentRequired, 0, BackendFault.PaymentRequired },
                { FaultKind.RateLimited, 0, BackendFault.RateLimited },
                { FaultKind.ServerError, 0, BackendFault.ServiceError },
            };
            foreach (var after in new[] { 0, 3 })
            {
                data.Add(FaultKind.Stall, after, BackendFault.Stalled);
                data.Add(FaultKind.ErrorAmid, after, BackendFault.ServiceError);
                data.Add(FaultKind.CloseAmid, after, BackendFault.Interrupted);
                data.Add(FaultKind.Garbage, after, BackendFault.Malformed);
                data.Add(FaultKind.SlowDrip, after, BackendFault.Stalled);
            }

            return data;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _service = await SimulatedServices.StartAsync();
        _service.Script.Set(SpokenSamples.CapitalOfItaly.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _connections.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_the_turns_and_the_final_by_its_kind(FaultKind kind, int after, BackendFault fault)
    {
        _service.Faults.Always(new(kind, after) { RetryAfter = TimeSpan.FromSeconds(7) });
        using var recognizer = SimulatedServices.Flux(_service, _connections, StallOf(kind));
        await using var stream = (ITurnTakingStream)recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(SpokenSamples.CapitalOfItaly.Samples.Span);

        var heard = await stream.FailureAsync();
        var final = await Assert.ThrowsAsync<BackendException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));

        Assert.Equal((fault, fault), (heard.Fault, final.Fault));
        Assert.Equal(kind == FaultKind.RateLimited ? TimeSpan.FromSeconds(7) : null, final.RetryAfter);
    }

    [Fact]
    public async Task After_a_fault_the_next_utterance_is_heard()
    {
        _service.Faults.Next(new Fault(FaultKind.CloseAmid, After: 2));
        using var recognizer = SimulatedServices.Flux(_service, _connections);
        var options = RecognitionOptions.For("es") with { Speaker = new object() };
        await using var broken = (ITurnTakingStream)recognizer.OpenStream(options);
        broken.Append(SpokenSamples.CapitalOfItaly.Samples.Span);
        await broken.FailureAsync();

        await using var next = (ITurnTakingStream)recognizer.OpenStream(options);
        next.Append([.. SpokenSamples.CapitalOfItaly.Samples.Span, .. SpokenSamples.Silence(1)]);

        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, (await next.TurnAsync())[^1].Transcript.Text);
    }

    [Fact]
    public async Task A_connection_that_is_half_open_ends_the_turns()
    {
        var network = new SimulatedNetwork();
        var dialer = new SimulatedDialer(network);
        using var connections = new TestConnections(
            new SocketsHttpHandler { ConnectCallback = (context, stop) => dialer.ConnectAsync(context.DnsEndPoint, stop) }
        );
        using var recognizer = SimulatedServices.Flux(_service, connections, Short);
        var options = RecognitionOptions.For("es") with { Speaker = new object() };
        await using var first = (ITurnTakingStream)recognizer.OpenStream(options);
        first.Append([.. SpokenSamples.CapitalOfItaly.Samples.Span, .. SpokenSamples.Silence(1)]);
        await first.TurnAsync();

        network.Conditions = new(TimeSpan.FromHours(1));
        await using var next = (ITurnTakingStream)recognizer.OpenStream(options);

        Assert.Equal(BackendFault.Stalled, (await next.FailureAsync()).Fault);
    }

    /// <summary>Short only where it is to pass: machines are slow at times.</summary>
    private static TimeSpan StallOf(FaultKind kind) => kind is FaultKind.Stall or FaultKind.SlowDrip ? Short : TimeSpan.FromSeconds(30);
}
