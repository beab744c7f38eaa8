using System.Collections.Concurrent;

namespace LocalVoice.Server.Health;

/// <summary>The loading state of each engine, set by the composition. Thread-safe.</summary>
public sealed class EngineReadiness
{
    /// <summary>The state of a ready engine.</summary>
    public const string Ready = "ready";

    private readonly ConcurrentDictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>Every expected engine and its state: <c>loading</c>, <c>ready</c>, or the failure.</summary>
    public IReadOnlyDictionary<string, string> States => _states.ToDictionary();

    public bool IsReady => _states.Values.All(state => state == Ready);

    /// <summary>Adds <paramref name="engine"/> to those that the server's readiness requires.</summary>
    public void Expect(string engine) => _states.TryAdd(engine, "loading");

    public void MarkReady(string engine) => _states[engine] = Ready;

    /// <param name="reason">The failure, without paths or secrets: it is public.</param>
    public void MarkFailed(string engine, string reason) => _states[engine] = $"failed: {reason}";
}
