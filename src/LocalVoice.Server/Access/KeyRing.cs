using System.Security.Cryptography;
using System.Text;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access;

/// <summary>The configured keys. Immutable.</summary>
internal sealed class KeyRing(IOptions<LocalVoiceOptions> options)
{
    private readonly (string Name, byte[] Hash)[] _keys =
    [
        .. options.Value.Access.Keys.Select(key => (key.Key, KeyHash.Parse(key.Value)!)),
    ];

    private readonly Dictionary<string, string> _roles = options.Value.Access.Roles;

    public bool IsEmpty => _keys.Length == 0;

    /// <summary>What stands for a key in what it has signed: its name, and a digest that another key of that name has not.</summary>
    public string? MarkOf(string name) => Array.Find(_keys, key => key.Name == name) is { Name: not null } key ? Mark(key) : null;

    /// <summary>The name of the key with this mark; null when there is none any more.</summary>
    public string? NameOfMark(string mark) => Array.Find(_keys, key => Mark(key) == mark).Name;

    /// <summary>The name of a presented key; null when it is none of the configured ones. Always compares with all of them.</summary>
    public string? NameOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        string? name = null;
        foreach (var known in _keys)
        {
            name = CryptographicOperations.FixedTimeEquals(hash, known.Hash) ? known.Name : name;
        }

        return name;
    }

    /// <param name="name">Of a configured key.</param>
    public KeyRoles RolesOf(string name) =>
        _roles.TryGetValue(name, out var roles) ? EnumNames.Parse<KeyRoles>(roles)!.Value : KeyRoles.Talk;

    /// <summary>Whether any key may do this.</summary>
    public bool HasRole(KeyRoles role) => Array.Exists(_keys, key => (RolesOf(key.Name) & role) != 0);

    private static string Mark((string Name, byte[] Hash) key) => $"{key.Name}:{Convert.ToHexStringLower(SHA256.HashData(key.Hash))[..16]}";
}
