using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Storage;

/// <summary>
/// Checks at the start that an air gap allows the database: one on another machine gets what callers say, if encrypted. The driver dials
/// it itself, and only the hosts of its connection string.
/// </summary>
internal sealed class StoreAirGapValidator : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        if (options is not { AirGapped: true, Store.Enabled: true } || options.Store.Read().Failure is not null)
        {
            return ValidateOptionsResult.Success;
        }

        var allowed = new AllowedAddresses(options.AirGap.Allow);
        var elsewhere = options.Store.Addresses.Where(address => !allowed.Allows(address.Host, address.Port)).ToList();
        return elsewhere.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{LocalVoiceOptions.Section}:AirGapped is 'true', but {StoreOptions.Section}:Connection leads to "
                    + $"{elsewhere[0].Host}:{elsewhere[0].Port}; use a file, or list it in "
                    + $"{LocalVoiceOptions.Section}:AirGap:Allow if it is on site."
            );
    }
}
