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
    private Task _preparing = Task.CompletedTask;

    /// <summary>Best effort, beside the loop; one round at a time.</summary>
    public void Prepare(VoiceEngines engines, CancellationToken ended)
    {
        if (_preparing.IsCompleted)
        {
            var remote = Remote(engines).ToList();
            _preparing = remote.Count == 0 ? Task.CompletedTask : PrepareAsync(remote, ended);
        }
    }

    private static IEnumerable<IRemoteEngine> Remote(VoiceEngines engines)
    {
        IEngine?[] all = [engines.Recognizer, engines.Chat.GetService<IEngine>(), engines.Synthesizer];
        return all.OfType<IRemoteEngine>();
    }

    private static async Task PrepareAsync(List<IRemoteEngine> engines, CancellationToken ended)
    {
        await Task.Yield();
        foreach (var engine in engines)
        {
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
}
