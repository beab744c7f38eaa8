using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>A call in which one thing after another happens.</summary>
internal static class Walk
{
    public static async Task TakeAsync(IReadOnlyList<Stimulus> steps, bool extensions)
    {
        var turns = extensions ? TurnDetection.Semantic(Eagerness.Auto) : TurnDetection.Server(TimeSpan.FromMilliseconds(500));
        var call = new MomentCall(extensions, turns);
        foreach (var step in steps)
        {
            await step.HappenAsync(call).ConfigureAwait(false);
            await call.Scenario.SettleAsync().ConfigureAwait(false);
        }

        await PlayOut.CheckAsync(call).ConfigureAwait(false);
    }
}
