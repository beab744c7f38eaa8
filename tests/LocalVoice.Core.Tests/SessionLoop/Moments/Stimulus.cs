namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>Something that happens to a session: a client's command, the user's voice, an engine's result, time.</summary>
public sealed record Stimulus(string Name, Func<MomentCall, Task> HappenAsync)
{
    public override string ToString() => Name;
}
