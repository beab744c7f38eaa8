namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>How far the user's turn is. The last three: the client commits turns.</summary>
public enum UserMoment
{
    Silent,

    Speaking,

    /// <summary>Speaks while the agent talks, at a lower volume, until the words decide. Clients with extensions only.</summary>
    Interrupting,

    /// <summary>Pauses; the turn may go on.</summary>
    Pausing,

    /// <summary>Has ended; the transcript is awaited.</summary>
    Decided,

    ManualSilent,

    /// <summary>Has said what is not committed.</summary>
    ManualBuffered,

    /// <summary>Is committed; the transcript is awaited.</summary>
    ManualCommitted,
}

/// <summary>How far the agent's response is.</summary>
public enum AgentMoment
{
    None,

    /// <summary>Begun in the user's pause.</summary>
    Speculative,

    /// <summary>Brought about by the turn; waits for the transcript.</summary>
    Owed,

    /// <summary>Requested by the client; waits for the transcript.</summary>
    Requested,

    Preparing,

    Streaming,

    Draining,
}

/// <summary>A state of a session.</summary>
public sealed record Moment(UserMoment User, AgentMoment Agent, bool Extensions)
{
    private static readonly AgentMoment[] Common = [AgentMoment.None, AgentMoment.Preparing, AgentMoment.Streaming, AgentMoment.Draining];

    /// <summary>All that can be.</summary>
    public static IReadOnlyList<Moment> All { get; } =
    [
        .. from user in Enum.GetValues<UserMoment>()
        from agent in Enum.GetValues<AgentMoment>()
        from extensions in new[] { false, true }
        where CanBe(user, agent, extensions)
        select new Moment(user, agent, extensions),
    ];

    public bool IsManual => User >= UserMoment.ManualSilent;

    public static bool CanBe(UserMoment user, AgentMoment agent, bool extensions) =>
        user is UserMoment.Interrupting
            ? extensions && agent is (AgentMoment.Streaming or AgentMoment.Draining)
            : agent switch
            {
                AgentMoment.Speculative => user is UserMoment.Pausing,
                AgentMoment.Owed => user is UserMoment.Decided,
                AgentMoment.Requested => user is UserMoment.Decided or UserMoment.ManualCommitted,
                _ => Common.Contains(agent),
            };

    public override string ToString() => $"{User} × {Agent}, {(Extensions ? "localvoice" : "realtime")}";
}
