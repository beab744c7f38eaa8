namespace LocalVoice.Client;

/// <summary>When a caller that only wants to know whether and when the agent answers stops listening.</summary>
/// <param name="Wait">For an answer, from the user's last voiced sample.</param>
/// <param name="Voice">To an answer, from its first voiced sample; a longer one is cancelled.</param>
public sealed record ListeningLimit(TimeSpan Wait, TimeSpan Voice);
