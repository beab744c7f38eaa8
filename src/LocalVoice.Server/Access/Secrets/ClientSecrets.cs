using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LocalVoice.Core.Conversation;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access.Secrets;

/// <summary>
/// Makes and reads client secrets: <c>ek_</c> and, in base64url, a version (1 byte), the expiry (8, Unix seconds), a random
/// number (8), the length of what follows before compression (4), the content (Brotli) and an HMAC-SHA256 of all that (32).
/// The server keeps nothing of them. Thread-safe.
/// </summary>
internal sealed class ClientSecrets(IOptions<LocalVoiceOptions> options, KeyRing keys, TimeProvider time)
{
    private const string Prefix = "ek_";
    private const string NoKey = "none";
    private const byte Version = 1;
    private const int ExpiryAt = 1;
    private const int NonceAt = 9;
    private const int LengthAt = 17;
    private const int ContentAt = 21;
    private const int MacBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>A secret travels in a header: Kestrel takes 32 KiB of them.</summary>
    private const int MaxCharacters = 16 * 1024;

    // Quality 0…11 and window of Brotli: well beyond what they save here costs time.
    private const int Quality = 5;
    private const int Window = 18;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        options.Value.Access.ClientSecrets.Read().Key ?? RandomNumberGenerator.GetBytes(MacBytes),
        MacBytes,
        info: "localvoice client secret"u8.ToArray()
    );

    public static bool Is(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="session">As the client gave it; validated.</param>
    /// <param name="keyName">The API key with which it is made; null where none is needed.</param>
    /// <exception cref="ProtocolException">The session is too long to travel in a header.</exception>
    public string Create(JsonElement session, string? keyName, DateTimeOffset expiresAt)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(keyName is null ? null : keys.MarkOf(keyName), NullFor(session)));
        var secret = new byte[ContentAt + BrotliEncoder.GetMaxCompressedLength(content.Length) + MacBytes];
        secret[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(secret.AsSpan(ExpiryAt), expiresAt.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(secret.AsSpan(NonceAt..LengthAt));
        BinaryPrimitives.WriteInt32BigEndian(secret.AsSpan(LengthAt), content.Length);
        BrotliEncoder.TryCompress(content, secret.AsSpan(ContentAt), out var compressed, Quality, Window);
        var signed = ContentAt + compressed;
        HMACSHA256.HashData(_key, secret.AsSpan(0, signed), secret.AsSpan(signed));
        var value = Prefix + Base64Url.EncodeToString(secret.AsSpan(0, signed + MacBytes));
        return value.Length <= MaxCharacters
            ? value
            : throw new ProtocolException(
                TextLimit.ErrorCode,
                $"The client secret would have {value.Length} characters, at most {MaxCharacters} fit into a header: shorten the "
                    + "session's instructions or tools, or send them by session.update.",
                ClientSecretRequest.SessionField
            );
    }

    /// <returns>What the secret holds, or why it is refused.</returns>
    public (ClientSecret? Secret, Refusal? Refusal) Read(string value)
    {
        if (Signed(value) is not { } secret)
        {
            return (null, Refusal.SecretUnknown);
        }

        if (time.GetUtcNow().ToUnixTimeSeconds() >= BinaryPrimitives.ReadInt64BigEndian(secret.AsSpan(ExpiryAt)))
        {
            return (null, Refusal.SecretExpired);
        }

        var json = new byte[BinaryPrimitives.ReadInt32BigEndian(secret.AsSpan(LengthAt))];
        BrotliDecoder.TryDecompress(secret.AsSpan(ContentAt..^MacBytes), json, out _);
        var content = JsonSerializer.Deserialize<Content>(json)!;
        var name =
            content.Key is not null ? keys.NameOfMark(content.Key)
            : keys.IsEmpty ? NoKey
            : null;
        return name is null ? (null, Refusal.SecretUnknown) : (new ClientSecret(name, content.Session ?? default), null);
    }

    /// <returns>The secret's bytes; null when they are not as this server, or a replica of it, has signed them.</returns>
    private byte[]? Signed(string value)
    {
        if (value.Length > MaxCharacters || !Base64Url.IsValid(value.AsSpan(Prefix.Length)))
        {
            return null;
        }

        var secret = Base64Url.DecodeFromChars(value.AsSpan(Prefix.Length));
        if (secret.Length < ContentAt + MacBytes)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacBytes];
        HMACSHA256.HashData(_key, secret.AsSpan(..^MacBytes), mac);
        return CryptographicOperations.FixedTimeEquals(mac, secret.AsSpan(^MacBytes..)) && secret[0] == Version ? secret : null;
    }

    private static JsonElement? NullFor(JsonElement session) => session.ValueKind == JsonValueKind.Undefined ? null : session;

    /// <param name="Key">Of the API key with which the secret was made: <see cref="KeyRing.MarkOf"/>.</param>
    private sealed record Content(string? Key, JsonElement? Session);
}
