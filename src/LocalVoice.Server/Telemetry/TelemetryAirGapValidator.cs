using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telemetry;

/// <summary>Checks at the start that an air gap that is asked for allows the collector.</summary>
internal sealed class TelemetryAirGapValidator : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        if (options.AirGapped is not true || options.Telemetry.Otlp.Address is not { } collector)
        {
            return ValidateOptionsResult.Success;
        }

        return new AllowedAddresses(options.AirGap.Allow).Allows(collector.IdnHost, collector.Port)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{LocalVoiceOptions.Section}:AirGapped is 'true', but {TelemetryOptions.Section}:Otlp:Endpoint is "
                    + $"{AllowedAddresses.Text(collector)}; remove it, or list it in {LocalVoiceOptions.Section}:AirGap:Allow if it is on "
                    + "site."
            );
    }
}
