using System.Text;
using LocalVoice.Core.Text.Pronunciation;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>
/// All settings as a page of Markdown, from the options' types: what each is, its type and range, its default. Committed as
/// <c>src/LocalVoice.Server/Configuration/REFERENCE.md</c>.
/// </summary>
public static class SettingsReference
{
    private const string Backends = "Backends";

    /// <exception cref="FileNotFoundException">The documentation files of the assemblies are not beside them.</exception>
    public static string Markdown()
    {
        var page = new StringBuilder();
        var documentation = new XmlDocumentation();
        page.Append(Introduction).Append('\n');
        foreach (var section in SettingsSection.All(LocalVoiceOptions.Section, SettingsSchema.Root.Without(Backends)).Concat(OfBackends()))
        {
            Write(page, section, documentation);
        }

        return page.Append(Lexicon(documentation)).ToString();
    }

    /// <summary>Of each kind by itself: what they have in common has other defaults.</summary>
    private static IEnumerable<SettingsSection> OfBackends() =>
        BackendKinds.All.SelectMany(kind =>
            SettingsSection
                .All(
                    $"{BackendsOptions.Section}:{kind.Stage}:NAME",
                    SettingNode.Of(typeof(BackendOptions), kind.OptionsType).Without("Key")
                )
                .Select(section => section with { Title = $"{section.Path} where Kind is {kind.Name}" })
        );

    private static void Write(StringBuilder page, SettingsSection section, XmlDocumentation documentation)
    {
        page.Append('\n').Append("## ").Append(section.Title).Append('\n');
        var own = section.Node.Property is { } property ? documentation.Of(property) : "";
        foreach (var text in section.Node.Options.Select(documentation.Of).Prepend(own).Where(text => text.Length > 0).Distinct())
        {
            page.Append(text).Append("\n\n");
        }

        page.Append("| setting | value | default | |\n|---|---|---|---|\n");
        foreach (var setting in section.Settings)
        {
            var meaning = setting.Property is { } bound ? documentation.Of(bound) : "";
            page.Append($"| `{setting.Name}` | {Cell(setting.Value)} | {Cell(setting.Default)} | {Cell(meaning)} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Lexicon(XmlDocumentation documentation) =>
        LexiconFormat.Replace(
            "{0}",
            documentation.Of(typeof(PronunciationLexicon)).Replace(" Immutable, thread-safe.", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );

    private const string LexiconFormat = """

        ## The format of a lexicon
        {0}

        A file of `Lexicons` is UTF-8. One that ends in `.json` is one object of word and respelling, comments allowed.
        Any other has one entry per line: the word or phrase, a tab, and how it is said, in the letters of the language, not
        in phonemes. Empty lines and lines that begin with `# ` are skipped. A word without a respelling, or given twice,
        stops the start; the message names file and line. Entries apply after numbers, dates and the like have become words.
        ```
        # word, a tab, and how it is said
        Xàtiva	Chátiva
        Wi-Fi	güifi
        ```

        """;

    private const string Introduction = """
        # Settings
        This page is what `localvoice config --reference` prints: made from the options' types and their comments, and
        compared with them by a test. Settings are the section `LocalVoice` of `appsettings.json` in the working directory,
        the environment (`LOCALVOICE__SECTION__KEY`), or arguments of `serve` (`--LocalVoice:Section:Key=value`); what comes
        later goes first. All are read once, at the start. `localvoice config --check FILE` says what is wrong in a file.

        Times are written as `hours:minutes:seconds`, with fractions after a point and days before a point (`00:00:00.2`,
        `1.00:00:00`); numbers with a point. NAME stands for a name of your own or a language code, N counts from 0. A
        default that is *none* is a setting that need not be given.
        """;
}
