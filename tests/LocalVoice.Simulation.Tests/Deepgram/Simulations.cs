using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Delays;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>Services that answer at once.</summary>
internal static class Simulations
{
    public static DeepgramOptions Quick { get; } = new() { Delays = ProviderDelays.None };

    public static async Task<SimulatedDeepgram> StartAsync(params string[] script)
    {
        var deepgram = await SimulatedDeepgram.StartAsync(options: Quick);
        deepgram.Script.Set(script);
        return deepgram;
    }
}
