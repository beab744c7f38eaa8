namespace LocalVoice.Core.Tests.Text.Normalization.Rules;

public sealed class OrdinalTests
{
    [Theory]
    [InlineData("1.º puesto, el 3º piso, mi 21.º cumpleaños", "primer puesto, el tercer piso, mi vigésimo primer cumpleaños")]
    [InlineData("el 1.º y 3º de Primaria", "el primero y tercero de Primaria")]
    [InlineData("7mo, 8va, 4to, 2da, 1ra", "séptimo, octava, cuarto, segunda, primera")]
    [InlineData("la 4a vez, la 3a, 1a y 2a edición", "la cuarta vez, la tercera, primera y segunda edición")]
    [InlineData("el 2o curso", "el segundo curso")]
    [InlineData("5ºD, 7.ªA", "quinto D, séptima A")]
    [InlineData("el 200.º y la 300.ª", "el ducentésimo y la tricentésima")]
    [InlineData("el 111.º día", "el centésimo undécimo día")]
    [InlineData("el 2° puesto", "el segundo puesto")]
    [InlineData("Hace 30ºC, casi 40°.", "Hace treinta grados, casi cuarenta grados.")]
    public void Spanish_ordinals(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("el 6é, la 7a, els 3rs i els 5ens", "el sisé, la setena, els tercers i els cinquens")]
    [InlineData("la 31a i el 200é", "la trenta-unena i el dos-centé")]
    [InlineData("7t d'arena", "set tones d'arena")]
    public void Catalan_ordinals(string written, string spoken) => Assert.Equal(spoken, Spoken.Valencian(written));

    [Theory]
    [InlineData("the 43rd, 12th, 113th and 3,000th", "the forty-third, twelfth, one hundred and thirteenth and three thousandth")]
    [InlineData("a 19th-century house, the 22ND", "a nineteenth-century house, the twenty-second")]
    public void English_ordinals(string written, string spoken) => Assert.Equal(spoken, Spoken.English(written));
}
