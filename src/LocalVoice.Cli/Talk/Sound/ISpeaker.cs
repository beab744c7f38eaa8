using LocalVoice.Client;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>Plays the agent's voice through a program of the system.</summary>
internal interface ISpeaker : IAsyncDisposable
{
    /// <summary>Whether the agent is heard now, or was a moment ago.</summary>
    bool IsHeard { get; }

    /// <summary>Takes what the server sends; never waits.</summary>
    void Observe(ServerMessage message);

    /// <summary>Waits until all of it has been played.</summary>
    /// <exception cref="CliException">The player failed.</exception>
    Task FinishAsync(CancellationToken cancellationToken);
}
