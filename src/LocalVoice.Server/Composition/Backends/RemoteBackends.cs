using System.Collections.Concurrent;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>The engines on other machines that are in use, each made once. Making one connects to nothing.</summary>
internal sealed class RemoteBackends(IConfiguration configuration, EnabledBackends enabled, RemoteParts parts) : IDisposable
{
    private readonly ConcurrentDictionary<(string, string), Lazy<IRemoteEngine>> _engines = new();

    public IEnumerable<(EnabledBackend Backend, IRemoteEngine Engine)> All =>
        enabled.Remote.Select(backend => (backend, Engine(backend.Stage, backend.Name)));

    /// <exception cref="EngineException">A setting is wrong.</exception>
    public IRemoteEngine Engine(string stage, string name) =>
        _engines.GetOrAdd((stage, name.ToUpperInvariant()), _ => new(() => Create(stage, name))).Value;

    /// <summary>Closes their connections.</summary>
    public void Dispose() =>
        Disposal.All([.. _engines.Values.Where(engine => engine.IsValueCreated).Select(engine => engine.Value as IDisposable)]);

    private IRemoteEngine Create(string stage, string name)
    {
        var backend = enabled.Remote.First(known => known.Stage == stage && known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var kind = BackendKinds.Find(stage, backend.Options.Kind)!;
        return kind.Create(configuration.GetSection(backend.Section), BackendKey.Read(backend).Key, parts);
    }
}
