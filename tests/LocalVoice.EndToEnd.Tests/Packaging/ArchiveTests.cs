using System.Text.Json;
using LocalVoice.EndToEnd.Tests.Documents;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>The one file that a bundle becomes, and the lists that are in it.</summary>
public sealed class ArchiveTests
{
    [Fact]
    public async Task The_same_files_give_the_same_bytes_whenever_and_in_whatever_order_they_were_written()
    {
        using var folder = new TemporaryFolder();

        var sums = await Shell.RunAsync(
            $"""
            {PackagingShell.Functions}
            export SOURCE_DATE_EPOCH=1700000000
            cd '{folder.Path}'
            (umask 022; mkdir -p one/b; echo x >one/b/x; echo y >one/b/y; touch -d 2001-01-01 one/b/x)
            (umask 077; mkdir -p two/b; echo y >two/b/y; echo x >two/b/x)
            write_archive one/b one-out >/dev/null
            write_archive two/b two-out >/dev/null
            sha256sum <one-out/b.tar.gz
            sha256sum <two-out/b.tar.gz
            """
        );

        var lines = sums.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public async Task Its_checksum_lies_beside_it()
    {
        using var folder = new TemporaryFolder();

        await Shell.RunAsync(
            $"""
            {PackagingShell.Functions}
            export SOURCE_DATE_EPOCH=1700000000
            cd '{folder.Path}'
            mkdir b
            write_archive b . >/dev/null
            sha256sum --check --strict b.tar.gz.sha256
            """
        );
    }

    [Fact]
    public async Task Packages_and_models_are_listed_with_their_hashes()
    {
        const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        using var folder = new TemporaryFolder();

        var document = await Shell.RunAsync(
            $$"""
            {{PackagingShell.Functions}}
            export SOURCE_DATE_EPOCH=1700000000
            os_release() { echo debian; }
            cd '{{folder.Path}}'
            mkdir program models packages
            printf '{ "includedFrameworks": [ {\n "name": "A",\n "version": "1.2.3" } ] }' >program/localvoice.runtimeconfig.json
            printf 'Package: libx\nVersion: 1:2+3\nArchitecture: amd64\nSHA256: {{Hash}}\n\n' >packages/Packages
            : >models/voice.onnx
            rest_of_sbom .
            """
        );

        using var parsed = JsonDocument.Parse(document);
        var components = parsed.RootElement.GetProperty("components");
        Assert.Equal(3, components.GetArrayLength());
        Assert.Equal("A", components[0].GetProperty("name").GetString());
        Assert.Equal("pkg:deb/debian/libx@1%3A2%2B3?arch=amd64", components[1].GetProperty("purl").GetString());
        Assert.Equal("voice.onnx", components[2].GetProperty("name").GetString());
        Assert.Equal(Hash, components[2].GetProperty("hashes")[0].GetProperty("content").GetString());
    }
}
