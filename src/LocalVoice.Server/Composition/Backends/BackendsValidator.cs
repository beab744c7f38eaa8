using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>
/// Checks, before anything is loaded, that every backend in use exists, has right settings and a key, and is where the air gap
/// allows it.
/// </summary>
internal sealed class BackendsValidator(IConfiguration configuration, IOptions<BackendsOptions> backends)
    : IValidateOptions<LocalVoiceOptions>
{
    /// <summary>Of services that serve nobody without a key.</summary>
    private static readonly string[] CloudHosts = ["deepgram.com", "openai.com", "groq.com", "googleapis.com"];

    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(LocalVoiceOptions options)
    {
        string[] unknown = [.. EnabledBackends.Stages.SelectMany(stage => Unknown(options, stage)), .. NoAddresses(options.AirGap.Allow)];
        return unknown.Length > 0 ? unknown : new EnabledBackends(Options.Create(options), backends).Remote.SelectMany(Wrong);

        IEnumerable<string> Wrong(EnabledBackend backend) => FailuresOf(options, backend);
    }

    private static IEnumerable<string> NoAddresses(IEnumerable<string> allowed) =>
        allowed
            .Index()
            .Where(entry => AllowedAddresses.Parse(entry.Item) is null)
            .Select(entry =>
                $"{LocalVoiceOptions.Section}:AirGap:Allow:{entry.Index} is '{entry.Item}'; it must be host:port, such as "
                + "10.0.0.5:8000 or [fd00::5]:8000."
            );

    private IEnumerable<string> Unknown(LocalVoiceOptions options, string stage)
    {
        var known = backends.Value.Of(stage);
        if (known.ContainsKey(StageNames.Local))
        {
            return [$"{BackendsOptions.Section}:{stage}:{StageNames.Local} has the name of this machine's own; give it another."];
        }

        var fallbacks = known
            .Where(backend => backend.Value.Fallback is not null)
            .Select(backend => ($"Backends:{stage}:{backend.Key}:Fallback", backend.Value.Fallback!));
        return EnabledBackends
            .Named(options, stage)
            .Concat(fallbacks)
            .Where(setting => !EnabledBackends.IsLocal(setting.Item2) && !known.ContainsKey(setting.Item2))
            .Select(setting =>
                $"{LocalVoiceOptions.Section}:{setting.Item1} is '{setting.Item2}'; it must be local or a name of "
                + $"{BackendsOptions.Section}:{stage}: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}."
            );
    }

    private string[] FailuresOf(LocalVoiceOptions options, EnabledBackend backend)
    {
        if (BackendKinds.Find(backend.Stage, backend.Options.Kind) is not { } kind)
        {
            var kinds = string.Join(", ", BackendKinds.Of(backend.Stage).Select(known => known.Name));
            return [$"{backend.Section}:Kind is '{backend.Options.Kind}'; it must be one of {kinds}."];
        }

        var section = configuration.GetSection(backend.Section);
        string[] failures =
        [
            .. new BackendOptionsValidator().Validate(backend.Section, backend.Options).Failures ?? [],
            .. FallbackFailures(backend),
            .. Idle(section, kind),
            .. kind.Failures(section),
        ];
        return failures.Length > 0
            ? failures
            : [.. KeyFailures(backend, kind.AddressOf(section)), .. AirGapFailures(options, backend, kind.AddressOf(section))];
    }

    private IEnumerable<string> FallbackFailures(EnabledBackend backend)
    {
        var other = backend.Options.Fallback is { } name ? backends.Value.Of(backend.Stage).GetValueOrDefault(name) : null;
        if (other?.Fallback is not null)
        {
            yield return $"{backend.Section}:Fallback is '{backend.Options.Fallback}', which has a fallback itself; "
                + "it must be local or a backend without one.";
        }
    }

    /// <summary>Settings of other kinds, which would do nothing.</summary>
    private static IEnumerable<string> Idle(IConfigurationSection section, IBackendKind kind)
    {
        var known = SettingNode.Of(typeof(BackendOptions), kind.OptionsType).Without("Key").Children;
        return section
            .GetChildren()
            .Where(setting => !known.ContainsKey(setting.Key))
            .Select(setting => $"{setting.Path} is no setting of the kind {kind.Name}; there are {string.Join(", ", known.Keys)}.");
    }

    private static IEnumerable<string> KeyFailures(EnabledBackend backend, Uri address) =>
        BackendKey.Read(backend) switch
        {
            { Failure: { } failure } => [failure],
            { Key.Length: 0 } when CloudHosts.Any(host => address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase)) =>
            [
                $"{backend.Section} is at {address.IdnHost}, which needs a key; set {backend.Section}:KeyVariable to the name of an "
                    + $"environment variable that holds it, or {backend.Section}:KeyFile to a file with it.",
            ],
            _ => [],
        };

    private static IEnumerable<string> AirGapFailures(LocalVoiceOptions options, EnabledBackend backend, Uri address)
    {
        if (options.AirGapped is true && !new AllowedAddresses(options.AirGap.Allow).Allows(address.IdnHost, address.Port))
        {
            yield return $"{LocalVoiceOptions.Section}:AirGapped is 'true', but {backend.Section} is at {AllowedAddresses.Text(address)}; "
                + $"use the stage local, or list that address in {LocalVoiceOptions.Section}:AirGap:Allow if it is on site.";
        }
    }
}
