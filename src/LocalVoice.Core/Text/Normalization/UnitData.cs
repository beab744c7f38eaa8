using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's units, as stored in <c>Data/*-units.json</c>.</summary>
/// <param name="Per">Between the two units of a rate: kilometres <c>per</c> hour.</param>
/// <param name="Rates">Rates that are said in a way of their own, by what stands behind the slash: <c>al mes</c>.</param>
/// <param name="SingularAfter">Words after which a unit without a number is one: <c>el km</c>, <c>per kg</c>.</param>
/// <param name="AdjectiveAfter">Words after which a number with a unit describes the next noun: <c>a 10 km run</c>.</param>
/// <param name="Units">By the spellings of the unit, separated by <c>|</c>.</param>
internal sealed record UnitData(
    string Per,
    Dictionary<string, string> Rates,
    string[] SingularAfter,
    string[] AdjectiveAfter,
    Dictionary<string, UnitName> Units
)
{
    public static UnitData Load(string language) => FigureJson.Read($"{language}-units", FigureJson.Default.UnitData);
}

/// <param name="Alone">Whether the unit is also read without a number: <c>en km</c>.</param>
/// <param name="Shy">
/// Whether it more often is no unit (<c>14A</c>, <c>talla 38 L</c>, <c>2024 ha sido</c>), so that the context decides.
/// </param>
internal sealed record UnitName(string One, string Many, Gender Gender = Gender.Masculine, bool Alone = false, bool Shy = false);
