using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Metrics, traces and logs for a collector that speaks OTLP over HTTP (protobuf).</summary>
public sealed class OtlpOptions : IValidatableObject
{
    private const string EndpointSetting = $"{TelemetryOptions.Section}:Otlp:{nameof(Endpoint)}";

    /// <summary>
    /// The collector's address, such as <c>http://localhost:4318</c>; what is sent goes to <c>/v1/metrics</c>, <c>/v1/traces</c> and
    /// <c>/v1/logs</c> of it. Empty, the default: nothing is sent.
    /// </summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Headers of each request, such as <c>Authorization</c>, by name. Default none.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often metrics are sent, 1 s…1 h. Default 15 s, as scrapers do.</summary>
    [Within("00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the log goes there too, from Information on; the words of callers are only below. Default true.</summary>
    public bool Logs { get; set; } = true;

    /// <summary>Null where nothing is to be sent.</summary>
    internal Uri? Address =>
        Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? address : null;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && Address is null)
        {
            yield return new($"{EndpointSetting} is '{Endpoint}'; it must be an http or https address such as http://localhost:4318.");
        }

        foreach (var header in Headers.Where(header => header.Key.AsSpan().IndexOfAny("=,: ") >= 0 || header.Value.Contains(',')))
        {
            yield return new(
                $"{TelemetryOptions.Section}:Otlp:Headers:{header.Key} must have a header's name, and a value without commas."
            );
        }
    }
}
