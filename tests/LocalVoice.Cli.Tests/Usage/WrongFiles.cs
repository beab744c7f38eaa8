using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Usage;

/// <summary>A folder of files that verbs cannot use, and a tone that they can.</summary>
internal sealed class WrongFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrongFiles()
    {
        File.WriteAllBytes(_folder.File("empty.wav"), []);
        File.WriteAllText(_folder.File("text.wav"), "these are only words");
        File.WriteAllBytes(_folder.File("adpcm.wav"), WaveBytes.Of(0x11, 4, 8000, 1, new byte[1000]));
        File.WriteAllBytes(_folder.File("absurd.wav"), WaveBytes.Of(1, 16, 16_000, 999, new byte[1000]));
        File.WriteAllBytes(_folder.File("header.wav"), WaveBytes.Of(1, 16, 16_000, 1, []));
        File.WriteAllText(_folder.File("broken.json"), "{ \"LocalVoice\": ");
        File.WriteAllText(_folder.File("unknown.json"), """{ "LocalVoice": { "Htps": { "Enabled": true } } }""");
        WaveFile.Save(_folder.File("tone.wav"), Tones.Between(20, 200, 100));
    }

    /// <summary>The text with the folder in place of <c>@</c>.</summary>
    public string In(string text) => text.Replace("@", _folder.Path, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
