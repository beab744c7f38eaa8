using System.ComponentModel.DataAnnotations;
using System.Net;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice:WebRtc</c>: calls from browsers (<c>POST /v1/realtime/calls</c>).</summary>
public sealed class WebRtcOptions : IValidatableObject
{
    public const string Section = $"{LocalVoiceOptions.Section}:WebRtc";

    /// <summary>Whether calls are taken. Default true; a machine without libsrtp2 and usrsctp refuses each with what is missing.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The UDP port of all calls, 0…65535; 0 takes a free one. Default 8189: a firewall has to let one port through. It is opened with
    /// the first call.
    /// </summary>
    [Within(0, 65_535)]
    public int Port { get; set; } = 8189;

    /// <summary>
    /// The IP address under which callers elsewhere reach this machine, told beside its own; empty for none. Behind a NAT, or in a
    /// container, the machine does not know it.
    /// </summary>
    public string PublicAddress { get; set; } = "";

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (PublicAddress.Length > 0 && !IPAddress.TryParse(PublicAddress, out _))
        {
            yield return new(
                $"{Section}:{nameof(PublicAddress)} is '{PublicAddress}'; it must be an IP address such as 203.0.113.7, or empty."
            );
        }
    }
}
