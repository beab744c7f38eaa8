using System.ComponentModel.DataAnnotations;

namespace LocalVoice.Server.Configuration;

/// <summary><c>GET /metrics</c> for Prometheus.</summary>
public sealed class PrometheusOptions : IValidatableObject
{
    /// <summary>Whether <c>/metrics</c> is there. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// The scraper's own key, as <c>sha256:</c> and the 64 hexadecimal digits of its hash (<c>localvoice keys new</c> makes one),
    /// presented as a bearer token; it opens nothing else. Keys of <c>LocalVoice:Access:Keys</c> with the role <c>metrics</c> read it, too.
    /// Empty, the default, and without such a key: only this machine may read <c>/metrics</c>.
    /// </summary>
    public string Key { get; set; } = "";

    /// <remarks>The message leaves out the value, which may be a key.</remarks>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Key.Length > 0 && KeyHash.Parse(Key) is null)
        {
            yield return new(
                $"{TelemetryOptions.Section}:Prometheus:Key must be {KeyHash.Prefix} and the 64 hexadecimal digits of a key's hash, never "
                    + "the key; 'localvoice keys new metrics' prints a new key and its hash."
            );
        }
    }
}
