using LocalVoice.Remote;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>A protocol whose settings are <typeparamref name="TOptions"/>.</summary>
internal sealed class BackendKind<TOptions>(
    string stage,
    string name,
    IValidateOptions<TOptions> validator,
    Func<TOptions, Uri> address,
    Action<TOptions, string> setKey,
    Func<TOptions, RemoteParts, IRemoteEngine> create
) : IBackendKind
    where TOptions : class, new()
{
    public string Stage => stage;

    public string Name => name;

    public Type OptionsType => typeof(TOptions);

    public IEnumerable<string> Failures(IConfigurationSection section) => validator.Validate(section.Path, Read(section)).Failures ?? [];

    public Uri AddressOf(IConfigurationSection section) => address(Read(section));

    public IRemoteEngine Create(IConfigurationSection section, string key, RemoteParts parts)
    {
        var options = Read(section);
        setKey(options, key);
        return create(options, parts);
    }

    private static TOptions Read(IConfigurationSection section) => section.Get<TOptions>() ?? new();
}
