using LocalVoice.Store.Keys;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Storage;

/// <summary>A folder with a key, and the settings of a store in it.</summary>
internal sealed class StoreFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoreFiles() => File.WriteAllText(KeyFile, StoreKeys.NewLine("k1") + "\n");

    public string KeyFile => _folder.File("store.key");

    public string Database => _folder.File("conversations.db");

    public string[] Key => ["--LocalVoice:Store:Enabled=true", $"--LocalVoice:Store:KeyFile={KeyFile}"];

    /// <summary>Of a SQLite store.</summary>
    public string[] Settings => [.. Key, $"--LocalVoice:Store:Path={Database}"];

    public void Dispose() => _folder.Dispose();
}
