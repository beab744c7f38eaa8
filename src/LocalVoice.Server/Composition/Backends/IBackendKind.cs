using LocalVoice.Remote;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>A protocol that backends of one stage on other machines speak: reads its settings, makes its engine.</summary>
internal interface IBackendKind
{
    /// <summary><c>Stt</c>, <c>Llm</c> or <c>Tts</c>.</summary>
    string Stage { get; }

    /// <summary>As in <see cref="Configuration.BackendOptions.Kind"/>.</summary>
    string Name { get; }

    Type OptionsType { get; }

    /// <summary>What is wrong with the settings; each names key, value and range.</summary>
    IEnumerable<string> Failures(IConfigurationSection section);

    Uri AddressOf(IConfigurationSection section);

    /// <param name="key">Empty for none.</param>
    IRemoteEngine Create(IConfigurationSection section, string key, RemoteParts parts);
}

/// <summary>What every engine on another machine is made of.</summary>
internal sealed record RemoteParts(IOutboundConnections Connections, TimeProvider Time, ILoggerFactory Loggers)
{
    public ILogger<T> Log<T>() => Loggers.CreateLogger<T>();
}
