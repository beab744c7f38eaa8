using System.Collections.Frozen;

namespace LocalVoice.Server.Configuration;

/// <summary>Names of languages, as Whisper's and some services' clients write them; a few in the language itself.</summary>
internal static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["arabic"] = "ar",
        ["basque"] = "eu",
        ["bulgarian"] = "bg",
        ["castellano"] = "es",
        ["castilian"] = "es",
        ["catalan"] = "ca",
        ["català"] = "ca",
        ["chinese"] = "zh",
        ["croatian"] = "hr",
        ["czech"] = "cs",
        ["danish"] = "da",
        ["dutch"] = "nl",
        ["english"] = "en",
        ["español"] = "es",
        ["euskara"] = "eu",
        ["finnish"] = "fi",
        ["flemish"] = "nl",
        ["french"] = "fr",
        ["galego"] = "gl",
        ["galician"] = "gl",
        ["german"] = "de",
        ["greek"] = "el",
        ["hebrew"] = "he",
        ["hindi"] = "hi",
        ["hungarian"] = "hu",
        ["indonesian"] = "id",
        ["italian"] = "it",
        ["japanese"] = "ja",
        ["korean"] = "ko",
        ["mandarin"] = "zh",
        ["norwegian"] = "no",
        ["polish"] = "pl",
        ["portuguese"] = "pt",
        ["romanian"] = "ro",
        ["russian"] = "ru",
        ["slovak"] = "sk",
        ["spanish"] = "es",
        ["swedish"] = "sv",
        ["turkish"] = "tr",
        ["ukrainian"] = "uk",
        ["valencian"] = "ca-valencia",
        ["valencià"] = "ca-valencia",
        ["vietnamese"] = "vi",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string? CodeOf(string name) => Codes.GetValueOrDefault(name.Trim());
}
