using System.Text.RegularExpressions;

namespace LocalVoice.Store.Redaction;

/// <summary>
/// Finds names by rule, in Spanish, Catalan and English: the word after phrases that only introduce a name (<c>me llamo</c>, <c>em dic</c>,
/// <c>my name is</c>), however it is written, and the capitalised words that follow; and capitalised words after phrases that may introduce
/// one (<c>soy</c>, <c>soc</c>, <c>I'm</c>, <c>señora</c>, <c>Mr</c>). It knows no list of names: one that is said without such a phrase
/// is not found until it was said with one.
/// </summary>
internal static partial class NameRedaction
{
    private const string Particle = @"(?:de la|de las|de los|del|de|la|i|y|van|von|da|dos)";
    private const string Capitalised = @"\p{Lu}[\p{L}'’·-]*";
    private const string More = @"(?:\s+(?:" + Particle + @"\s+){0,2}" + Capitalised + @"){0,4}";

    private const string Introduces =
        @"me llamo|mi nombre es|mi apellido es|mis apellidos son|em dic|em diuen|el meu nom (?:és|es)|el meu cognom (?:és|es)|"
        + "my name is|my name['’]s|my surname is|my last name is";

    private const string MayIntroduce =
        @"soy|se llama|habla|a nombre de|de parte de|señora?|señorita|sra?\.?|don|doña|s[oó]c|es diu|parla|a nom de|de part de|senyora?|"
        + @"i am|i['’]m|this is|call me|in the name of|speaking with|is called|mr\.?|mrs\.?|ms\.?|miss|mister|dr\.?|dra\.?|doctora?";

    /// <summary>Takes out the names of a text, and remembers them.</summary>
    public static string Redact(string text, string mark, KnownNames names)
    {
        var found = Certain().Replace(text, Take);
        found = Possible().Replace(found, Take);
        return names.RedactIn(found, mark);

        string Take(Match match)
        {
            var name = match.Groups["name"];
            names.Add(name.Value);
            return match.Value[..(name.Index - match.Index)] + mark;
        }
    }

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?i:" + Introduces + @")[\s:,]+(?<name>[\p{L}][\p{L}'’·-]*" + More + ")",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Certain();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?i:" + MayIntroduce + @")\s+(?:(?i:la|el|l'|the)\s+)?(?<name>" + Capitalised + More + ")",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Possible();
}
