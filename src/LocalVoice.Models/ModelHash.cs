using System.Security.Cryptography;

namespace LocalVoice.Models;

/// <summary>The checksum that a model's publisher gives.</summary>
public sealed record ModelHash
{
    /// <summary><c>sha256</c>, <c>sha1</c> or <c>md5</c>: against damage any will do, and publishers differ.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public required string Value { get; init; }

    /// <summary>The digits that <see cref="Value"/> must have; 0 for an algorithm we do not know.</summary>
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
