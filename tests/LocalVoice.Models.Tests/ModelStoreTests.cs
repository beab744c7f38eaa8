using System.Security.Cryptography;
using LocalVoice.Testing.Models;

namespace LocalVoice.Models.Tests;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly byte[] Content = "a model"u8.ToArray();
    private static readonly Uri Address = new("https://models.invalid/voice.bin");

    private readonly ModelFolder _folder = new();

    [Fact]
    public void A_sound_file_resolves_to_its_path()
    {
        _folder.Add("voice", Content, Address);
        _folder.Write("voice", Content);

        Assert.Equal(_folder.PathOf("voice"), _folder.Open().Resolve("voice"));
    }

    [Fact]
    public void A_missing_file_names_itself_and_the_command_that_gets_it()
    {
        _folder.Add("voice", Content, Address);

        Assert.Equal(
            $"Model 'voice' is missing: there is no file {_folder.PathOf("voice")}. Get it with: scripts/localvoice models pull voice",
            Refusal("voice")
        );
    }

    [Fact]
    public void A_truncated_file_names_both_sizes()
    {
        _folder.Add("voice", Content, Address);
        _folder.Write("voice", Content[..3]);

        Assert.Equal(
            $"Model 'voice' is damaged: {_folder.PathOf("voice")} has 3 bytes, expected 7 (cut short). "
                + "Repair it with: scripts/localvoice models pull voice",
            Refusal("voice")
        );
    }

    [Fact]
    public void A_corrupt_file_names_both_hashes()
    {
        var entry = _folder.Add("voice", Content);
        _folder.Write("voice", "b model"u8.ToArray());

        var message = Refusal("voice");

        Assert.Contains(_folder.PathOf("voice"), message, StringComparison.Ordinal);
        Assert.Contains($"expected {entry.Hash.Value}", message, StringComparison.Ordinal);
        Assert.Contains("sha256 5106cae5279c5aa02644277bab6f4bd74465924c33b5ec1f6b04796d74e6646f", message, StringComparison.Ordinal);
        Assert.EndsWith("Repair it with: git checkout -- models/cache/voice.bin", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_as_good_as_the_file_that_it_points_to()
    {
        _folder.Add("voice", Content, Address);
        _folder.Write("elsewhere", Content);
        File.CreateSymbolicLink(_folder.PathOf("voice"), _folder.PathOf("elsewhere"));

        Assert.Equal(_folder.PathOf("voice"), _folder.Open().Resolve("voice"));

        _folder.Write("elsewhere", "b model"u8.ToArray());
        Assert.Contains("has sha256 5106cae5", Refusal("voice"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sha512_is_compared_like_any_other_hash()
    {
        var entry = _folder.Add("voice", Content, Address);
        _folder.Write("voice", Content);
        var store = _folder.Open();
        var hash = new ModelHash { Algorithm = "sha512", Value = Convert.ToHexStringLower(SHA512.HashData(Content)) };

        Assert.Equal(ModelFault.None, store.Verify(entry with { Hash = hash }).Fault);
        Assert.Equal(ModelFault.WrongHash, store.Verify(entry with { Hash = hash with { Value = new string('0', 128) } }).Fault);
    }

    [Fact]
    public void A_model_is_as_good_as_what_it_needs_beside_it()
    {
        _folder.Add("config", Content, Address);
        _folder.Add("voice", Content, Address, "config");
        _folder.Write("voice", Content);

        Assert.Contains("Model 'config' is missing", Refusal("voice"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_once_until_its_size_or_time_changes()
    {
        _folder.Add("voice", Content, Address);
        _folder.Write("voice", Content);
        var store = _folder.Open();
        var written = File.GetLastWriteTimeUtc(_folder.PathOf("voice"));
        store.Resolve("voice");

        _folder.Write("voice", "b model"u8.ToArray());
        File.SetLastWriteTimeUtc(_folder.PathOf("voice"), written);
        Assert.Equal(_folder.PathOf("voice"), store.Resolve("voice"));

        File.SetLastWriteTimeUtc(_folder.PathOf("voice"), written.AddSeconds(1));
        Assert.Throws<ModelException>(() => store.Resolve("voice"));
    }

    [Fact]
    public void An_unknown_model_is_refused_with_those_that_there_are()
    {
        _folder.Add("voice", Content, Address);

        Assert.EndsWith("It knows: voice.", Refusal("voise"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_set_by_the_operator_takes_downloads_while_shipped_files_are_still_found()
    {
        _folder.Add("voice", Content, Address);
        _folder.Write("voice", Content);
        _folder.Open();
        using var other = new ModelFolder();
        var program = Path.Combine(_folder.Root, "app", "bin");
        Directory.CreateDirectory(program);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Root, "app", "models"), _folder.Root);

        var folders = ModelFolders.Locate(other.Root, program);
        var store = new ModelStore(ModelManifest.Load(folders.ManifestPath), folders);

        Assert.Equal(Path.Combine(_folder.Root, "app", "models", "cache", "voice.bin"), store.Resolve("voice"));
        var absent = store.Manifest.Models[0] with { File = "cache/absent.bin" };
        Assert.Equal(Path.Combine(other.Root, "cache", "absent.bin"), folders.PathOf(absent));
    }

    [Fact]
    public void A_machine_without_a_manifest_says_which_variable_to_set()
    {
        var error = Assert.Throws<ModelException>(() => ModelFolders.Locate(null, _folder.Root));

        Assert.Contains(ModelFolders.Variable, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Refusal(string id) => Assert.Throws<ModelException>(() => _folder.Open().Resolve(id)).Message;
}
