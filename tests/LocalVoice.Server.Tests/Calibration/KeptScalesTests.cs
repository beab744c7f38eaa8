using LocalVoice.Core.Evidence;
using LocalVoice.Server.Calibration;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Server.Tests.Calibration;

public sealed class KeptScalesTests : IDisposable
{
    private static readonly ScaleKey Key = new("model.gguf", "", "Be brief.", "es");

    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog<KeptScales> _log = new();

    [Fact]
    public void What_was_measured_is_known_after_a_restart()
    {
        Kept().Keep(Key, new(1.5, 0.25));

        Assert.True(Kept().TryFind(Key, out var scale));
        Assert.Equal(new(1.5, 0.25), scale);
    }

    [Fact]
    public void That_a_model_tells_nothing_is_kept_too()
    {
        Kept().Keep(Key, null);

        Assert.True(Kept().TryFind(Key, out var scale));
        Assert.Null(scale);
    }

    [Fact]
    public void Another_model_template_instructions_or_language_is_measured_itself()
    {
        Kept().Keep(Key, new(1.5, 0.25));

        Assert.False(Kept().TryFind(Key with { Model = "other.gguf" }, out _));
        Assert.False(Kept().TryFind(Key with { Template = "chatml" }, out _));
        Assert.False(Kept().TryFind(Key with { Instructions = "Be long." }, out _));
        Assert.False(Kept().TryFind(Key with { Language = "ca" }, out _));
        Assert.Empty(_log.Warnings);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"offset":1,"slope":0}""")]
    [InlineData("""{"offset":1,"slope":-1}""")]
    public void A_damaged_file_is_as_none(string content)
    {
        Kept().Keep(Key, new(1.5, 0.25));
        File.WriteAllText(Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories).Single(), content);

        Assert.False(Kept().TryFind(Key, out _));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_told_and_costs_nothing_else()
    {
        File.WriteAllText(_folder.File("message-end"), "in the way");

        Kept().Keep(Key, new(1.5, 0.25));

        Assert.False(Kept().TryFind(Key, out _));
        Assert.Contains("LOCALVOICE_CACHE", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_changed_is_another_model()
    {
        var file = _folder.File("model.gguf");
        File.WriteAllText(file, "weights");
        var before = ScaleKey.NameOf(file);
        File.WriteAllText(file, "other weights");

        Assert.NotEqual(before, ScaleKey.NameOf(file));
        Assert.Equal("[starter]", ScaleKey.NameOf("[starter]"));
    }

    public void Dispose() => _folder.Dispose();

    private KeptScales Kept() => new(_folder.Path, _log);
}
