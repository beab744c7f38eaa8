using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Every failure names the key, its value and what it may be.</summary>
internal sealed class LocalVoiceOptionsValidator : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        var failures = new List<string>();
        ValidateProfiles(options, failures);
        ValidateConnection(options.Connection, failures);
        if (EnumNames.Parse<SessionOverrides>(options.AllowedOverrides) is null)
        {
            failures.Add(Failure("AllowedOverrides", options.AllowedOverrides, $"some of {EnumNames.List<SessionOverrides>()}"));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void ValidateProfiles(LocalVoiceOptions options, List<string> failures)
    {
        if (!options.Profiles.ContainsKey(options.DefaultProfile))
        {
            failures.Add(Failure("DefaultProfile", options.DefaultProfile, $"one of {string.Join(", ", options.Profiles.Keys)}"));
        }

        foreach (var (key, profile) in options.Profiles)
        {
            if (!LanguageCode.IsValid(profile.Language))
            {
                failures.Add(Failure($"Profiles:{key}:Language", profile.Language, LanguageCode.Expected));
            }

            if (EnumNames.Parse<PipelineMode>(profile.Pipeline) is null)
            {
                failures.Add(Failure($"Profiles:{key}:Pipeline", profile.Pipeline, $"one of {EnumNames.List<PipelineMode>()}"));
            }

            if (profile.Speed is not (>= 0.25 and <= 4))
            {
                failures.Add(Failure($"Profiles:{key}:Speed", profile.Speed, "0.25…4"));
            }
        }
    }

    private static void ValidateConnection(ConnectionOptions connection, List<string> failures)
    {
        Range("MaxEventBytes", connection.MaxEventBytes, 1024, 64 * 1024 * 1024);
        Range("KeepAliveInterval", connection.KeepAliveInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Range("SendTimeout", connection.SendTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Range("SessionLifetime", connection.SessionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

        void Range<T>(string key, T value, T least, T most) where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                failures.Add(Failure($"Connection:{key}", value, $"{least}…{most}"));
            }
        }
    }

    private static string Failure(string key, object value, string range) =>
        FormattableString.Invariant($"{LocalVoiceOptions.Section}:{key} is '{value}'; it must be {range}.");
}
