using System.Security.Cryptography;
using System.Text;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Keys;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) of each record by itself, with a random nonce of 96 bits and a tag of 128. The conversation's id, the
/// kind and the ordinal are authenticated with it: a record that was moved, or exchanged with another, is refused. One key may encrypt
/// 2³² records (SP 800-38D, 8.3). Thread-safe.
/// </summary>
internal sealed class RecordCipher(StoreKeys keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public SealedRecord Seal(string conversationId, int ordinal, RecordKind kind, DateTimeOffset at, ReadOnlySpan<byte> plain)
    {
        var key = keys.Writing;
        return new(conversationId, ordinal, kind.Name(), at, key.Id, Seal(key, Context(conversationId, kind.Name(), ordinal), plain));
    }

    /// <exception cref="StoreException">Its key is not there, is another one, or the record was changed.</exception>
    public byte[] Open(SealedRecord record)
    {
        var key =
            keys.Find(record.KeyId)
            ?? throw new StoreException($"It was encrypted with the key '{record.KeyId}', which is not among the store's keys.");
        return Open(key, Context(record.ConversationId, record.Kind, record.Ordinal), record.Body)
            ?? throw new StoreException($"The key '{record.KeyId}' does not fit, or the record was changed.");
    }

    /// <summary>What shows later whether a key of this id is still the same.</summary>
    public static byte[] Proof(StoreKey key) => Seal(key, Context("", "proof", 0), Encoding.UTF8.GetBytes(key.Id));

    public static bool Fits(StoreKey key, byte[] proof) => Open(key, Context("", "proof", 0), proof) is not null;

    private static byte[] Seal(StoreKey key, byte[] context, ReadOnlySpan<byte> plain)
    {
        var body = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = body.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Secret, TagBytes);
        cipher.Encrypt(nonce, plain, body.AsSpan(NonceBytes, plain.Length), body.AsSpan(NonceBytes + plain.Length), context);
        return body;
    }

    private static byte[]? Open(StoreKey key, byte[] context, byte[] body)
    {
        if (body.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var plain = new byte[body.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Secret, TagBytes);
        try
        {
            var ciphertext = body.AsSpan(NonceBytes, plain.Length);
            cipher.Decrypt(body.AsSpan(0, NonceBytes), ciphertext, body.AsSpan(NonceBytes + plain.Length), plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Context(string conversationId, string kind, int ordinal) =>
        Encoding.UTF8.GetBytes($"localvoice.store.1\n{conversationId}\n{kind}\n{ordinal}");
}
