using System.Runtime.InteropServices;
using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class EspeakLibraryFileTests
{
    [Theory]
    [InlineData("LINUX", "libespeak-ng.so.1")]
    [InlineData("OSX", "libespeak-ng.1.dylib")]
    [InlineData("OSX", "/opt/homebrew/lib/libespeak-ng.dylib")]
    [InlineData("WINDOWS", "libespeak-ng.dll")]
    public void Each_platform_has_its_own_file_names(string platform, string name) =>
        Assert.Contains(name, EspeakLibraryFile.Candidates(OSPlatform.Create(platform)));

    [Theory]
    [InlineData("LINUX", ".so", ".so.1")]
    [InlineData("OSX", ".dylib", ".dylib")]
    [InlineData("WINDOWS", ".dll", ".dll")]
    public void No_platform_looks_for_anothers_files(string platform, params string[] endings) =>
        Assert.All(
            EspeakLibraryFile.Candidates(OSPlatform.Create(platform)),
            name => Assert.Contains(endings, ending => name.EndsWith(ending, StringComparison.Ordinal))
        );
}
