namespace LocalVoice.Store.Keys;

/// <summary>A key of the store.</summary>
/// <param name="Id">Stored beside what it encrypts.</param>
/// <param name="Secret">32 bytes, for AES-256.</param>
internal sealed record StoreKey(string Id, byte[] Secret);
