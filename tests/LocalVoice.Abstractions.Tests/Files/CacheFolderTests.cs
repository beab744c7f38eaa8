using LocalVoice.Files;

namespace LocalVoice.Abstractions.Tests.Files;

public sealed class CacheFolderTests
{
    private static readonly string Base = Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar);

    [Theory]
    [InlineData(PlatformID.Unix, "XDG_CACHE_HOME", "", "localvoice")]
    [InlineData(PlatformID.Unix, "HOME", ".cache", "localvoice")]
    [InlineData(PlatformID.Other, "HOME", "Library", "Caches", "localvoice")]
    [InlineData(PlatformID.Win32NT, "LOCALAPPDATA", "localvoice", "cache")]
    [InlineData(PlatformID.Unix, "LOCALVOICE_CACHE")]
    [InlineData(PlatformID.Win32NT, "LOCALVOICE_CACHE")]
    public void The_cache_is_where_the_platform_keeps_caches(PlatformID platform, string variable, params string[] parts) =>
        Assert.Equal(Path.Combine([Base, .. parts]), Of(platform, (variable, Base)));

    [Fact]
    public void The_operators_folder_comes_before_the_platforms() =>
        Assert.Equal(
            Path.Combine(Base, "own"),
            Of(PlatformID.Unix, ("LOCALVOICE_CACHE", Path.Combine(Base, "own")), ("XDG_CACHE_HOME", Base), ("HOME", Base))
        );

    [Fact]
    public void A_relative_folder_of_the_desktop_is_ignored() =>
        Assert.Equal(Path.Combine(Base, ".cache", "localvoice"), Of(PlatformID.Unix, ("XDG_CACHE_HOME", "cache"), ("HOME", Base)));

    [Fact]
    public void Without_a_home_the_cache_is_temporary() =>
        Assert.StartsWith(Path.GetTempPath(), Of(PlatformID.Unix), StringComparison.Ordinal);

    private static string Of(PlatformID platform, params (string Name, string Value)[] set) =>
        CacheFolder.Of(name => set.FirstOrDefault(variable => variable.Name == name).Value, platform);
}
