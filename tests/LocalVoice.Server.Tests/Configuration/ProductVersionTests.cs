using System.Xml.Linq;
using LocalVoice.Server.Configuration;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class ProductVersionTests
{
    [Fact]
    public void It_is_the_build_s_and_the_changelog_knows_it()
    {
        var build = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Equal(build, ProductVersion.Text);
        Assert.Contains(build, File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")), StringComparison.Ordinal);
    }
}
