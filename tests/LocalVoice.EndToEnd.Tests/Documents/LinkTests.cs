using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>Links of the documents to the checkout's own files lead somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Documents => [.. Document.All.Keys.Order()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist(string document)
    {
        List<string> broken = [.. Document.All[document].Links.Where(link => !Leads(document, link))];

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("nowhere.md")]
    [InlineData("#nowhere")]
    [InlineData("CONTRIBUTING.md#nowhere")]
    [InlineData("src/nowhere")]
    public void One_that_leads_nowhere_is_noticed(string link) => Assert.False(Leads("README.md", link));

    [Theory]
    [InlineData("README.es.md")]
    [InlineData("#latency")]
    [InlineData("CONTRIBUTING.md#set-up")]
    [InlineData("src/samples")]
    [InlineData("https://localhost/whatever")]
    public void One_that_leads_somewhere_is_not(string link) => Assert.True(Leads("README.md", link));

    private static bool Leads(string document, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
        {
            return Uri.IsWellFormedUriString(link, UriKind.Absolute);
        }

        var (file, anchor) = link.Split('#') is [var path, var heading] ? (path, heading) : (link, null);
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!);
        var target = file.Length == 0 ? Path.Combine(Repository.Root, document) : Path.GetFullPath(Path.Combine(folder, file));
        return anchor is null ? Path.Exists(target) : Anchors(target).Contains(anchor);
    }

    private static IReadOnlySet<string> Anchors(string path) =>
        Document.All.TryGetValue(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), out var document)
            ? document.Anchors
            : new HashSet<string>();
}
