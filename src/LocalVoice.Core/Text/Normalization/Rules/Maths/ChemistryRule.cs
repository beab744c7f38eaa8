using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Maths;

/// <summary>Chemical formulas, letter by letter: CO2, Ca(OH)2, Na⁺; those without a figure only from the table.</summary>
internal sealed partial class ChemistryRule(LanguagePack language) : ISpeechRule
{
    private const string Elements =
        " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd "
        + "Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm "
        + "Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Ra Th U Pu ";

    // Elements that come as molecules of themselves; of others, a single one with a figure is a name: B12, F1, V8.
    private static readonly FrozenSet<string> Molecules = new[] { "H2", "N2", "O2", "O3", "F2", "Cl2", "Br2", "I2" }.ToFrozenSet();

    private readonly FrozenSet<string> _formulas = language.Figures.Formulas.ToFrozenSet(StringComparer.Ordinal);

    public string Apply(string text) => Formula().Replace(text, Say);

    private string Say(Match match)
    {
        var written = match.Value;
        var atoms = match.Groups["atoms"].Value;
        var ion = match.Groups["charge"].Length > 0;
        if (match.Groups["charge"].Value == "+" && atoms.Length == 1 && atoms is not ("H" or "K"))
        {
            // A mark: B+.
            return written;
        }

        if (!ion && !_formulas.Contains(written) && !IsFormula(written))
        {
            return written;
        }

        var spoken = new StringBuilder();
        foreach (Match atom in Atom().Matches(atoms))
        {
            if (!IsElement(atom.Groups["element"].Value))
            {
                return written;
            }

            var count = atom.Groups["count"].Value;
            spoken.Append(string.Concat(atom.Groups["element"].Value.Select(letter => $"{char.ToUpperInvariant(letter)} ")));
            spoken.Append(count.Length > 0 ? language.Numbers.SayWhole(count, Gender.Counting) + " " : "");
        }

        return spoken.Append(SayCharge(match)).ToString().TrimEnd();
    }

    private string SayCharge(Match match)
    {
        var count = match.Groups["many"].Value;
        var sign = match.Groups["charge"].Value switch
        {
            "⁺" or "+" => language.Figures.Maths.Positive,
            "⁻" => language.Figures.Maths.Negative,
            _ => "",
        };
        return count.Length == 0 ? sign : $"{language.Numbers.SayWhole(ChargeDigit(count[0]), Gender.Counting)} {sign}";
    }

    private static string ChargeDigit(char superscript) =>
        superscript switch
        {
            '²' => "2",
            '³' => "3",
            _ => "4",
        };

    private static bool IsFormula(string written) =>
        written.Any(char.IsAsciiDigit) && (Molecules.Contains(written) || Atom().Count(written) > 1);

    private static bool IsElement(string letters) => letters.Length == 0 || Elements.Contains($" {letters} ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,-])(?=[A-Z(])(?<atoms>(?:[A-Z][a-z]?[0-9]{0,2}|\((?:[A-Z][a-z]?[0-9]{0,2}){1,3}\)[0-9]{1,2}){1,8})"
            + @"(?:(?<many>[²³⁴])?(?<charge>[⁺⁻]|\+(?![+=])))?(?![\p{L}0-9])"
    )]
    private static partial Regex Formula();

    [GeneratedRegex(@"(?<element>[A-Z][a-z]?)(?<count>[0-9]{0,2})|\)(?<count>[0-9]{1,2})")]
    private static partial Regex Atom();
}
