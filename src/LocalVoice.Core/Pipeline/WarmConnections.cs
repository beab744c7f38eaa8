using LocalVoice.Engines;
using LocalVoice.Remote;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Pipeline;

/// <summary>
/// Has connections to backends elsewhere open before they are needed: when a session begins, when it takes other backends,
/// and when the user begins to speak. Used by the session's loop only.
/// </summary>
internal sealed class WarmConnections
{
    private readonly Dictionary<IRemoteEngine, Task> _preparing = [];

    /// <summary>Best effort, beside the loop, each engine by itself and once at a time.</summary>
    public void Prepare(VoiceEngines engines, CancellationToken ended)
    {
        foreach (var engine in Remote(engines))
        {
            if (!_preparing.TryGetValue(engine, out var preparing) || preparing.IsCompleted)
            {
                _preparing[engine] = PrepareAsync(engine, ended);
            }
        }
    }

    private static IEnumerable<IRemoteEngine> Remote(VoiceEngines engines)
    {
        IEngine?[] all = [engines.Recognizer, engines.Chat.GetService<IEngine>(), engines.Synthesizer];
        return all.OfType<IRemoteEngine>();
    }

    private static async Task PrepareAsync(IRemoteEngine engine, CancellationToken ended)
    {
        await Task.Yield();
        try
        {
            await engine.PrepareAsync(ended).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The request that needs the connection tells what is wrong.
        }
    }
}
