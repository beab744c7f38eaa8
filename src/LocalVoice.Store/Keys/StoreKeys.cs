using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LocalVoice.Store.Keys;

/// <summary>
/// The keys of the store: the first encrypts, all decrypt. Written as lines <c>ID:KEY</c>, the key as the base64 of 32 random bytes;
/// empty lines, and lines that begin with <c>#</c>, say nothing. To rotate, put a new line before the others, and keep them for as long
/// as what they have encrypted. Immutable.
/// </summary>
public sealed partial class StoreKeys
{
    public const int SecretBytes = 32;

    private readonly Dictionary<string, StoreKey> _keys;

    private StoreKeys(IReadOnlyList<StoreKey> keys)
    {
        Writing = keys[0];
        All = keys;
        _keys = keys.ToDictionary(key => key.Id, StringComparer.Ordinal);
    }

    /// <summary>The one that encrypts.</summary>
    internal StoreKey Writing { get; }

    /// <summary>That one first.</summary>
    internal IReadOnlyList<StoreKey> All { get; }

    internal StoreKey? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>A new random key as a line.</summary>
    /// <exception cref="ArgumentException">The id is none.</exception>
    public static string NewLine(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IdForm().IsMatch(id)
            ? $"{id}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}"
            : throw new ArgumentException($"'{id}' is no id for a key; it must be 1...32 letters, digits, '-' and '_'.", nameof(id));
    }

    /// <param name="text">Lines; where it has none, its entries may be separated by commas.</param>
    /// <exception cref="FormatException">What is wrong in which line, without a key.</exception>
    public static StoreKeys Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new List<StoreKey>();
        foreach (var (index, line) in text.Trim().Split('\n', ',').Select(line => line.Trim()).Index())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var id = colon < 0 ? "" : line[..colon].Trim();
            if (!IdForm().IsMatch(id))
            {
                throw new FormatException($"line {index + 1} must be an id (1...32 letters, digits, '-' and '_'), a colon and a key");
            }

            if (keys.Exists(key => key.Id == id))
            {
                throw new FormatException($"line {index + 1} has the id '{id}' again; every key needs one of its own");
            }

            keys.Add(new(id, Secret(line[(colon + 1)..].Trim(), index + 1)));
        }

        return keys.Count > 0 ? new(keys) : throw new FormatException("there is no key in it");
    }

    private static byte[] Secret(string base64, int line)
    {
        var secret = new byte[SecretBytes + 1];
        return Convert.TryFromBase64String(base64, secret, out var length) && length == SecretBytes
            ? secret[..SecretBytes]
            : throw new FormatException($"line {line} must have the base64 of {SecretBytes} bytes behind the colon");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}\\z")]
    private static partial Regex IdForm();
}
