using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Simulation.Delays;
using LocalVoice.Testing.Logging;
using Service = LocalVoice.Simulation.Deepgram.SimulatedDeepgram;
using ServiceOptions = LocalVoice.Simulation.Deepgram.DeepgramOptions;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

/// <summary>Engines over simulated services that take no time.</summary>
internal static class SimulatedServices
{
    private static readonly ServiceOptions AtOnce = new() { Delays = ProviderDelays.None };

    /// <param name="change">Null: as it is.</param>
    public static Task<Service> StartAsync(Func<ServiceOptions, ServiceOptions>? change = null, TimeProvider? time = null) =>
        Service.StartAsync(options: change?.Invoke(AtOnce) ?? AtOnce, time: time);

    public static DeepgramRecognizer Recognizer(Service service, TestConnections connections, TimeSpan? stall = null) =>
        new(
            new()
            {
                Url = Url(service),
                Key = AtOnce.Key,
                StallTimeout = stall ?? TimeSpan.FromSeconds(5),
            },
            connections,
            TimeProvider.System,
            new RecordedLog<DeepgramRecognizer>()
        );

    /// <param name="stall">Of finals and of updates.</param>
    public static DeepgramFluxRecognizer Flux(
        Service service,
        TestConnections connections,
        TimeSpan? stall = null,
        TimeProvider? time = null
    ) =>
        new(
            new()
            {
                Url = Url(service),
                Key = AtOnce.Key,
                StallTimeout = stall ?? TimeSpan.FromSeconds(5),
                UpdateTimeout = stall ?? TimeSpan.FromSeconds(5),
            },
            connections,
            time ?? TimeProvider.System,
            new RecordedLog<DeepgramFluxRecognizer>()
        );

    public static DeepgramSynthesizer Synthesizer(Service service, TestConnections connections, TimeSpan? stall = null) =>
        new(
            new()
            {
                Url = Url(service),
                Key = AtOnce.Key,
                StallTimeout = stall ?? TimeSpan.FromSeconds(5),
            },
            connections,
            TimeProvider.System,
            new RecordedLog<DeepgramSynthesizer>()
        );

    private static string Url(Service service) => $"ws://{service.Address.Authority}";
}
