using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class MathTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("es", "2³ = 8, 2^10 y 10⁻³", "dos al cubo igual a ocho, dos elevado a diez y diez elevado a menos tres")]
    [InlineData(
        "es",
        "√9, ∛27 y 6,02 × 10²³",
        "raíz cuadrada de nueve, raíz cúbica de veintisiete y seis coma cero dos por diez elevado a veintitrés"
    )]
    [InlineData(
        "es",
        "7-4=3, 12/4=3, 2x - 5 = 7",
        "siete menos cuatro igual a tres, doce entre cuatro igual a tres, dos x menos cinco igual a siete"
    )]
    [InlineData("es", "π·r² y 4! = 24", "pi por r al cuadrado y cuatro factorial igual a veinticuatro")]
    [InlineData("es", "x <= 5 y 2e6", "x menor o igual que cinco y dos por diez elevado a seis")]
    [InlineData("es", "H2SO4, NaCl, O₃ y Ca²⁺", "H dos S O cuatro, N A C L, O tres y C A dos más")]
    [InlineData("es", "vitamina B6, A4 y MP3", "vitamina B seis, A cuatro y MP tres")]
    [InlineData("ca", "7-4=3 i √25", "set menys quatre igual a tres i arrel quadrada de vint-i-cinc")]
    [InlineData("ca", "x² ≤ 9, CH4", "x al quadrat menor o igual que nou, C H quatre")]
    [InlineData("en", "3³ = 27, 2^n and 5x5", "three cubed equals twenty-seven, two to the power of n and five by five")]
    [InlineData("en", "9-2=7 and 9/3 = 3", "nine minus two equals seven and nine divided by three equals three")]
    [InlineData("en", "C6H12O6 and x != 0", "C six H twelve O six and x not equal to zero")]
    [InlineData("es", "12:4=3 y α = 0,05", "doce entre cuatro igual a tres y alfa igual a cero coma cero cinco")]
    [InlineData("es", "W = qd² y (4 + 1) * 3 = 15", "W igual a q d al cuadrado y (cuatro más uno) por tres igual a quince")]
    [InlineData("es", "g(x) = 3x y 2 * (6 - 1)", "g de x igual a tres x y dos por (seis menos uno)")]
    [InlineData("ca", "h(3) = 9", "h de tres igual a nou")]
    [InlineData("en", "(8 + 4) / 3 and g(x) = 2x", "(eight plus four) divided by three and g of x equals two x")]
    [InlineData("es", "iones Mg2+, K+ y Li+, nota B+", "iones M G dos más, K más y L I más, nota B más")]
    [InlineData("en", "Cu2+ and a B+", "C U two plus and a B plus")]
    [InlineData("es", "(-c + 2) × 5 = d", "(menos c más dos) por cinco igual a d")]
    public void Sums_powers_and_formulas(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
