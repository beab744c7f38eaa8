using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace LocalVoice.Models;

/// <summary>
/// A checksum published with a model. Models are parsed by native code, so it should be sha256 or sha512; where the publisher
/// gives none, the manifest says so.
/// </summary>
public sealed record ModelHash
{
    /// <summary>
    /// <c>sha256</c>, <c>sha512</c>; <c>sha1</c> or <c>md5</c>, which detect accidental damage only, with a <see cref="Reason"/>.
    /// </summary>
    public required string Algorithm { get; init; }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public required string Value { get; init; }

    /// <summary>Why it is neither sha256 nor sha512. Required then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    internal bool DetectsForgery => Algorithm is "sha256" or "sha512";

    /// <summary>Length of <see cref="Value"/> in digits; 0 for an unknown algorithm.</summary>
    internal int Digits =>
        Algorithm switch
        {
            "sha512" => 128,
            "sha256" => 64,
            "sha1" => 40,
            "md5" => 32,
            _ => 0,
        };

    internal IncrementalHash Start() => IncrementalHash.CreateHash(new HashAlgorithmName(Algorithm.ToUpperInvariant()));

    public override string ToString() => $"{Algorithm} {Value}";
}
