namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>The functions of <c>scripts/bundle.sh</c>, for commands in the checkout's root.</summary>
internal static class PackagingShell
{
    public const string Functions = """
        root=$PWD
        . scripts/setup/messages.sh
        . scripts/bundle/program.sh
        . scripts/bundle/packages.sh
        . scripts/bundle/sbom.sh
        . scripts/bundle/archive.sh
        """;
}
