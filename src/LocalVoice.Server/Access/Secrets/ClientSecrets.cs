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
/// Makes and reads client secrets: <c>ek_</c> and, in base64url, a version (1 byte), a random number (12), and encrypted with
/// AES-256-GCM the expiry (8, Unix seconds), the length of what follows before compression (4) and the content (Brotli); then the
/// tag (16). A browser reads nothing of it: the session may have keys of other servers. The server keeps nothing. Thread-safe.
/// </summary>
internal sealed class ClientSecrets(IOptions<LocalVoiceOptions> options, KeyRing keys, TimeProvider time)
{
    private const string Prefix = "ek_";
    private const byte Version = 2;
    private const int NonceAt = 1;
    private const int NonceBytes = 12;
    private const int SealedAt = NonceAt + NonceBytes;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    // Within what is sealed.
    private const int LengthAt = sizeof(long);
    private const int ContentAt = LengthAt + sizeof(int);

    /// <summary>A secret travels in a header: Kestrel takes 32 KiB of them.</summary>
    private const int MaxCharacters = 16 * 1024;

    // Quality 0…11 and window of Brotli: well beyond what they save here costs time.
    private const int Quality = 5;
    private const int Window = 18;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        options.Value.Access.ClientSecrets.Read().Key ?? RandomNumberGenerator.GetBytes(KeyBytes),
        KeyBytes,
        info: "localvoice client secret, encrypted"u8.ToArray()
    );

    public static bool Is(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="session">As the client gave it; validated.</param>
    /// <param name="keyName">The API key with which it is made; null where none is needed.</param>
    /// <exception cref="ProtocolException">The session is too long to travel in a header.</exception>
    public string Create(JsonElement session, string? keyName, DateTimeOffset expiresAt)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(keyName is null ? null : keys.MarkOf(keyName), NullFor(session)));
        var plain = new byte[ContentAt + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        BinaryPrimitives.WriteInt64BigEndian(plain, expiresAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(LengthAt), content.Length);
        BrotliEncoder.TryCompress(content, plain.AsSpan(ContentAt), out var compressed, Quality, Window);
        var value = Prefix + Base64Url.EncodeToString(Seal(plain.AsSpan(0, ContentAt + compressed)));
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
        if (Opened(value) is not { } plain)
        {
            return (null, Refusal.SecretUnknown);
        }

        if (time.GetUtcNow().ToUnixTimeSeconds() >= BinaryPrimitives.ReadInt64BigEndian(plain))
        {
            return (null, Refusal.SecretExpired);
        }

        var json = new byte[BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(LengthAt))];
        BrotliDecoder.TryDecompress(plain.AsSpan(ContentAt), json, out _);
        var content = JsonSerializer.Deserialize<Content>(json)!;
        var name =
            content.Key is not null ? keys.NameOfMark(content.Key)
            : keys.IsEmpty ? Admission.NoKey
            : null;
        return name is null ? (null, Refusal.SecretUnknown) : (new ClientSecret(name, content.Session ?? default), null);
    }

    private byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var secret = new byte[SealedAt + plain.Length + TagBytes];
        secret[0] = Version;
        var nonce = secret.AsSpan(NonceAt, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, plain, secret.AsSpan(SealedAt, plain.Length), secret.AsSpan(^TagBytes..), [Version]);
        return secret;
    }

    /// <returns>What is sealed in the secret; null when neither this server nor a replica of it has made it.</returns>
    private byte[]? Opened(string value)
    {
        if (value.Length > MaxCharacters || !Base64Url.IsValid(value.AsSpan(Prefix.Length)))
        {
            return null;
        }

        var secret = Base64Url.DecodeFromChars(value.AsSpan(Prefix.Length));
        if (secret.Length < SealedAt + ContentAt + TagBytes || secret[0] != Version)
        {
            return null;
        }

        var plain = new byte[secret.Length - SealedAt - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(
                secret.AsSpan(NonceAt, NonceBytes),
                secret.AsSpan(SealedAt..^TagBytes),
                secret.AsSpan(^TagBytes..),
                plain,
                [Version]
            );
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static JsonElement? NullFor(JsonElement session) => session.ValueKind == JsonValueKind.Undefined ? null : session;

    /// <param name="Key">Of the API key with which the secret was made: <see cref="KeyRing.MarkOf"/>.</param>
    private sealed record Content(string? Key, JsonElement? Session);
}
