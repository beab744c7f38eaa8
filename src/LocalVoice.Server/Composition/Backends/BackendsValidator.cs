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
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(LocalVoiceOptions options)
    {
        string[] unknown = [.. EnabledBackends.Stages.SelectMany(stage => Unknown(options, stage))];
        return unknown.Length > 0 ? unknown : new EnabledBackends(Options.Create(options), backends).Remote.SelectMany(Wrong);

        IEnumerable<string> Wrong(EnabledBackend backend) => FailuresOf(options, backend);
    }

    private IEnumerable<string> Unknown(LocalVoiceOptions options, string stage)
    {
        var known = backends.Value.Of(stage);
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
            .. kind.Failures(section),
        ];
        return failures.Length > 0 ? failures : [.. KeyFailures(backend), .. AirGapFailures(options, backend, kind.AddressOf(section))];
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

    private static IEnumerable<string> KeyFailures(EnabledBackend backend) =>
        BackendKey.Read(backend).Failure is { } failure ? [failure] : [];

    private static IEnumerable<string> AirGapFailures(LocalVoiceOptions options, EnabledBackend backend, Uri address)
    {
        if (options.AirGapped is true && !new AllowedAddresses(options.AirGap.Allow).Allows(address.Host, address.Port))
        {
            yield return $"{LocalVoiceOptions.Section}:AirGapped is 'true', but {backend.Section} is at {address.Host}:{address.Port}; "
                + $"use the stage local, or list that address in {LocalVoiceOptions.Section}:AirGap:Allow if it is on site.";
        }
    }
}
