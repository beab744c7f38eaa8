using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Store;
using LocalVoice.Store.Keys;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Storage;

public sealed class StoreSettingsTests : IDisposable
{
    private readonly StoreFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_store_without_a_key_is_refused_and_says_how_to_make_one()
    {
        var refused = await RefusedAsync("--LocalVoice:Store:Enabled=true");

        Assert.Contains(
            "has no key, without which nothing is stored or read: 'localvoice store key k1' makes one",
            refused,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--LocalVoice:Store:KeyFile=/none", "LocalVoice:Store:KeyFile is '/none', which cannot be read")]
    [InlineData("--LocalVoice:Store:KeyFile=", "has no key")]
    [InlineData("--LocalVoice:Store:Redact=secrets", "LocalVoice:Store:Redact is 'secrets'; it must be some of none, numbers, names")]
    [InlineData("--LocalVoice:Store:Retention=00:10:00", "LocalVoice:Store:Retention is '00:10:00'")]
    [InlineData("--LocalVoice:Store:Connection=nonsense", "LocalVoice:Store:Connection is no connection string")]
    public async Task A_wrong_setting_is_named(string setting, string named) =>
        Assert.Contains(named, await RefusedAsync([.. _files.Settings, setting]), StringComparison.Ordinal);

    [Fact]
    public async Task Voices_are_not_stored_beside_words_that_are_redacted()
    {
        var refused = await RefusedAsync([.. _files.Settings, "--LocalVoice:Store:Audio=true", "--LocalVoice:Store:Redact=names"]);

        Assert.Contains("a voice would still say it", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_key_is_named_by_its_line_and_not_repeated()
    {
        await File.WriteAllTextAsync(_files.KeyFile, "k1:c2VjcmV0", TestContext.Current.CancellationToken);

        var refused = await RefusedAsync(_files.Settings);

        Assert.Contains("line 1 must have the base64 of 32 bytes", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_than_before_stops_the_start()
    {
        await (await RunningServer.StartAsync(_files.Settings)).DisposeAsync();
        await File.WriteAllTextAsync(_files.KeyFile, StoreKeys.NewLine("k1"), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync(_files.Settings));

        Assert.Contains("'k1' is not the one of that id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync([.. _files.Key, "--LocalVoice:Store:Path=/none/conversations.db"])
        );

        Assert.Contains("'/none/conversations.db' cannot be used", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_elsewhere_is_against_an_air_gap_that_is_asked_for()
    {
        const string Connection = "--LocalVoice:Store:Connection=Host=db.example;Password=hunter2";
        string[] settings = [.. _files.Key, "--LocalVoice:AirGapped=true", Connection];

        var refused = await RefusedAsync(settings);

        Assert.Contains("LocalVoice:Store:Connection leads to db.example:5432", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(params string[] settings) =>
        (await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync(settings))).Message;
}
