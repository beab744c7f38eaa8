using System.Security.Cryptography;

namespace LocalVoice.Models;

/// <summary>A checksum published with a model.</summary>
public sealed record ModelHash
{
    /// <summary><c>sha256</c>, <c>sha1</c> or <c>md5</c>, as published: all detect accidental damage.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public required string Value { get; init; }

    /// <summary>Length of <see cref="Value"/> in digits; 0 for an unknown algorithm.</summary>
    internal int Digits =>
        Algorithm switch
        {
            "sha256" => 64,
            "sha1" => 40,
            "md5" => 32,
            _ => 0,
        };

    internal IncrementalHash Start() => IncrementalHash.CreateHash(new HashAlgorithmName(Algorithm.ToUpperInvariant()));

    public override string ToString() => $"{Algorithm} {Value}";
}
