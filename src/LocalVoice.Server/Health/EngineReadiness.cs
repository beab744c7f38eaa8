using System.Collections.Concurrent;

namespace LocalVoice.Server.Health;

/// <summary>Which engines have loaded and warmed up. Whoever composes the server says so. Thread-safe.</summary>
public sealed class EngineReadiness
{
    /// <summary>The state of an engine that is ready.</summary>
    public const string Ready = "ready";

    private readonly ConcurrentDictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>Every expected engine and its state: <c>loading</c>, <c>ready</c>, or why it failed.</summary>
    public IReadOnlyDictionary<string, string> States => _states.ToDictionary();

    public bool IsReady => _states.Values.All(state => state == Ready);

    /// <summary>The server is not ready before <paramref name="engine"/> is.</summary>
    public void Expect(string engine) => _states.TryAdd(engine, "loading");

    public void MarkReady(string engine) => _states[engine] = Ready;

    /// <param name="reason">What is wrong, without a path or a secret: anyone may read it.</param>
    public void MarkFailed(string engine, string reason) => _states[engine] = $"failed: {reason}";
}
