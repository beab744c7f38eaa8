using System.Runtime.InteropServices;
using LocalVoice.EndToEnd.Tests.Documents;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>
/// What the installer of a bundle finds wrong, on a small bundle with its own manifest and checksums. That a real one installs and goes
/// is for <c>scripts/test/bundle.sh</c>.
/// </summary>
public sealed class InstallerTests
{
    [Fact]
    public async Task A_bundle_that_was_made_here_can_be_installed_here()
    {
        using var folder = await BundleAsync();

        var output = await Shell.RunAsync($"'{folder.Path}/a bundle/install.sh' --check");

        Assert.Contains("can be installed here", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sed -i 's/^DISTRIBUTION=.*/DISTRIBUTION=plan9/' MANIFEST", "This bundle's packages are for plan9")]
    [InlineData("sed -i 's/^ARCHITECTURE=.*/ARCHITECTURE=riscv64/' MANIFEST", "This bundle is for riscv64, and this machine is x86_64")]
    [InlineData("rm MANIFEST", "has no MANIFEST")]
    [InlineData("echo x >>program/localvoice", "./program/localvoice: FAILED")]
    [InlineData("rm program/localvoice", "./program/localvoice: No such file or directory")]
    [InlineData("echo x >packages/more.deb", "./packages/more.deb")]
    [InlineData("ln -s /etc/passwd program/link", "./program/link")]
    [InlineData("sed -i 's/^PROGRAM_KB=.*/PROGRAM_KB=99999999999/' MANIFEST; write_sums .", "for /opt/localvoice: make room")]
    [InlineData("sed -i 's/^PACKAGES_KB=.*/PACKAGES_KB=99999999999/' MANIFEST; write_sums .", "for /usr: make room")]
    public async Task What_is_wrong_is_told_before_anything_is_changed(string harm, string words)
    {
        using var folder = await BundleAsync(harm);

        Assert.Contains(words, await RefusalAsync(folder, "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_of_another_distribution_are_no_harm_to_whoever_takes_none()
    {
        using var folder = await BundleAsync("sed -i 's/^DISTRIBUTION=.*/DISTRIBUTION=plan9/' MANIFEST; write_sums .");

        await Shell.RunAsync($"'{folder.Path}/a bundle/install.sh' --check --without-packages");
    }

    [Theory]
    [InlineData("install.sh", "--chek")]
    [InlineData("uninstall.sh", "--purg")]
    public async Task An_option_that_is_none_is_told(string script, string option)
    {
        using var folder = await BundleAsync();

        var refusal = await RefusalAsync(folder, option, script);

        Assert.Contains($"{script} does not know '{option}'", refusal, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(TemporaryFolder folder, string option, string script = "install.sh")
    {
        await using var shell = Shell.Start($"'{folder.Path}/a bundle/{script}' {option}");
        Assert.Equal(1, await shell.ExitAsync());
        return shell.Output;
    }

    /// <param name="harm">Commands in its folder, after it was made.</param>
    private static async Task<TemporaryFolder> BundleAsync(string harm = "true")
    {
        Assert.SkipWhen(RuntimeInformation.OSArchitecture is not Architecture.X64, "Bundles are for x64.");
        var folder = new TemporaryFolder();
        await Shell.RunAsync(
            $"""
            {PackagingShell.Functions}
            device=cpu commit=none chosen_set=starter packages=(libgomp1)
            mkdir -p '{folder.Path}/a bundle'/program '{folder.Path}/a bundle'/models '{folder.Path}/a bundle'/packages
            cp scripts/bundle/target/install.sh scripts/bundle/target/uninstall.sh '{folder.Path}/a bundle/'
            cd '{folder.Path}/a bundle'
            echo program >program/localvoice
            echo model >models/starter.bin
            printf 'Package: libgomp1\nInstalled-Size: 300\n\n' >packages/Packages
            write_manifest .
            write_sums .
            {harm}
            """
        );
        return folder;
    }
}
