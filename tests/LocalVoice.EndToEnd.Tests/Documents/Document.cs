using LocalVoice.Testing.Files;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>A Markdown file of the checkout, read as GitHub reads it.</summary>
internal sealed class Document
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    private static readonly string[] Folders = ["models", "scripts", "src", "tests"];

    // What is in them is not the checkout's.
    private static readonly HashSet<string> Foreign = ["bin", "obj", "node_modules", "cache"];

    private readonly MarkdownDocument _parsed;

    private Document(string name)
    {
        Name = name;
        Text = File.ReadAllText(Path.Combine(Repository.Root, name));
        _parsed = Markdown.Parse(Text, GitHub);
    }

    /// <summary>Every document, by name.</summary>
    public static IReadOnlyDictionary<string, Document> All { get; } =
        Find(Repository.Root, recursively: false)
            .Concat(Folders.SelectMany(folder => Find(Path.Combine(Repository.Root, folder))))
            .Select(path => new Document(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
            .ToDictionary(document => document.Name);

    /// <summary>The path from the checkout's root, with slashes.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks =>
        [
            .. _parsed
                .Descendants<FencedCodeBlock>()
                .Select(block => new CodeBlock(Name, block.Line + 1, block.Info ?? "", block.Arguments ?? "", block.Lines.ToString())),
        ];

    /// <summary>The levels of its headings, in order.</summary>
    public IReadOnlyList<int> Outline => [.. _parsed.Descendants<HeadingBlock>().Select(heading => heading.Level)];

    /// <summary>The addresses of its links and pictures, in order.</summary>
    public IReadOnlyList<string> Links => [.. _parsed.Descendants<LinkInline>().Select(link => link.Url ?? "")];

    /// <summary>What may stand after <c>#</c> in a link to it.</summary>
    public IReadOnlySet<string> Anchors =>
        _parsed.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet();

    private static IEnumerable<string> Find(string folder, bool recursively = true) =>
        Directory
            .EnumerateFiles(folder, "*.md")
            .Concat(
                recursively
                    ? Directory
                        .EnumerateDirectories(folder)
                        .Where(child => !Foreign.Contains(Path.GetFileName(child)))
                        .SelectMany(child => Find(child))
                    : []
            );
}
