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

    public static Task<Service> StartAsync() => Service.StartAsync(options: AtOnce);

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
