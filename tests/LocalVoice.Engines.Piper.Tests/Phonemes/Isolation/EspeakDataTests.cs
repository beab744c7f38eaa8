using LocalVoice.Core.Compute;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

public sealed class EspeakDataTests
{
    [Theory]
    [InlineData("phontab")]
    [InlineData("phonindex")]
    public void Truncated_data_fails_the_start_with_the_folder_and_the_remedy(string file)
    {
        Espeak.SkipIfMissing();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes symbolic links.");
        using var folder = new TemporaryFolder();
        var data = CopyWithTruncated(file, folder.File("espeak-ng-data"));
        var command = OwnProcess.Command with
        {
            Variables = new Dictionary<string, string> { ["ESPEAK_DATA_PATH"] = Path.GetDirectoryName(data)! },
        };
        var failure = Assert.Throws<EngineException>(() =>
            new PiperSynthesizer(
                PiperFixture.StarterOptions(),
                new ComputeBudget(2, TimeProvider.System),
                NullLogger<PiperSynthesizer>.Instance,
                command
            )
        );
        Assert.Contains("espeak-ng-data", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install --reinstall espeak-ng-data", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Links every file of espeak-ng's folder but one, of which the first bytes are copied.</summary>
    private static string CopyWithTruncated(string file, string to)
    {
        using var espeak = new EspeakPhonemizer();
        Directory.CreateDirectory(to);
        foreach (var entry in Directory.GetFileSystemEntries(espeak.DataFolder))
        {
            var name = Path.GetFileName(entry);
            if (name == file)
            {
                File.WriteAllBytes(Path.Combine(to, name), File.ReadAllBytes(entry)[..64]);
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(to, name), entry);
            }
        }

        return to;
    }
}
