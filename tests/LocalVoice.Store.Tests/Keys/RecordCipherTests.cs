using System.Text;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Tests.Keys;

public sealed class RecordCipherTests
{
    private static readonly string First = StoreKeys.NewLine("k1");
    private static readonly byte[] Words = Encoding.UTF8.GetBytes("quiero una mesa");
    private readonly RecordCipher _cipher = new(StoreKeys.Parse(First));

    [Fact]
    public void What_was_sealed_is_opened_and_shows_nothing_before()
    {
        var sealedRecord = Seal();

        Assert.Equal(Words, _cipher.Open(sealedRecord));
        Assert.DoesNotContain("mesa", Encoding.Latin1.GetString(sealedRecord.Body), StringComparison.Ordinal);
        Assert.NotEqual(sealedRecord.Body, Seal().Body);
    }

    [Fact]
    public void After_a_rotation_old_records_are_read_and_new_ones_are_written_with_the_new_key()
    {
        var old = Seal();

        var rotated = new RecordCipher(StoreKeys.Parse($"{StoreKeys.NewLine("k2")}\n{First}"));

        Assert.Equal(Words, rotated.Open(old));
        Assert.Equal("k2", rotated.Seal("sess_1", 2, RecordKind.Item, default, Words).KeyId);
    }

    [Fact]
    public void A_record_in_anothers_place_is_refused()
    {
        var record = Seal();

        Assert.Throws<StoreException>(() => _cipher.Open(record with { ConversationId = "sess_2" }));
        Assert.Throws<StoreException>(() => _cipher.Open(record with { Ordinal = 2 }));
        Assert.Throws<StoreException>(() => _cipher.Open(record with { Kind = "call" }));
        Assert.Throws<StoreException>(() => _cipher.Open(record with { Body = [1, 2, 3] }));
        record.Body[^1] ^= 1;
        Assert.Throws<StoreException>(() => _cipher.Open(record));
    }

    [Fact]
    public void A_key_that_is_missing_or_another_is_told()
    {
        var record = Seal();

        var missing = Assert.Throws<StoreException>(() => new RecordCipher(StoreKeys.Parse(StoreKeys.NewLine("k2"))).Open(record));
        var another = Assert.Throws<StoreException>(() => new RecordCipher(StoreKeys.Parse(StoreKeys.NewLine("k1"))).Open(record));

        Assert.Contains("'k1', which is not among", missing.Message, StringComparison.Ordinal);
        Assert.Contains("'k1' does not fit", another.Message, StringComparison.Ordinal);
    }

    private SealedRecord Seal() => _cipher.Seal("sess_1", 1, RecordKind.Item, DateTimeOffset.UnixEpoch, Words);
}
