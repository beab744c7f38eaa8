using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization;

public sealed class CatalanNormalizationTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("0 1 8 16 17 18 19 20", "zero un huit setze disset divuit dinou vint")]
    [InlineData("21, 22 i 30", "vint-i-un, vint-i-dos i trenta")]
    [InlineData("31 80 100 101", "trenta-un huitanta cent cent un")]
    [InlineData("Són 1.234,5", "Són mil dos-cents trenta-quatre coma cinc")]
    [InlineData("3,14", "tres coma catorze")]
    [InlineData("2.000.000 de persones", "dos milions de persones")]
    [InlineData("-5", "menys cinc")]
    [InlineData("2 persones i 2 dies", "dues persones i dos dies")]
    [InlineData("1 taula i 1 gos", "una taula i un gos")]
    [InlineData("22 cadires", "vint-i-dues cadires")]
    [InlineData("200 habitacions", "dues-centes habitacions")]
    [InlineData("2.000 persones", "dues mil persones")]
    public void Numbers(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("A les 10:30.", "A les deu i mitja.")]
    [InlineData("a la 1:15", "a la una i quart")]
    [InlineData("a les 2", "a les dues")]
    [InlineData("a les 2:20", "a les dues i vint")]
    [InlineData("a les 22:30", "a les vint-i-dues trenta")]
    [InlineData("a les 9h", "a les nou hores")]
    [InlineData("a les 8 a. m.", "a les huit del matí.")]
    [InlineData("el 22/11/2026", "el vint-i-dos de novembre de dos mil vint-i-sis")]
    [InlineData("el 11/10/2026", "el onze d'octubre de dos mil vint-i-sis")]
    [InlineData("2026-08-01", "un d'agost de dos mil vint-i-sis")]
    public void Times_and_dates(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("12,50 €", "dotze euros amb cinquanta")]
    [InlineData("1 €", "un euro")]
    [InlineData("0,80 €", "huitanta cèntims")]
    [InlineData("3.000.000 €", "tres milions d'euros")]
    [InlineData("2 £", "dues lliures")]
    [InlineData("50 %", "cinquanta per cent")]
    [InlineData("2 km a 18 °C", "dos quilòmetres a divuit graus")]
    [InlineData("2 h i 2 min", "dues hores i dos minuts")]
    [InlineData("5 mm", "cinc mil·límetres")]
    [InlineData("8-10 kg", "huit a deu quilos")]
    public void Prices_and_units(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("1r, 2n, 5é i 8a", "primer, segon, cinqué i huitena")]
    [InlineData("la 1a planta", "la primera planta")]
    [InlineData("el 21é", "el vint-i-uné")]
    [InlineData("segle XXI", "segle vint-i-un")]
    [InlineData("Jaume I", "Jaume primer")]
    [InlineData("Alfons XIII i Isabel II", "Alfons tretze i Isabel segona")]
    [InlineData("Crida al 612 345 678", "Crida al sis un dos, tres quatre cinc, sis set huit")]
    [InlineData("El Dr. Mas i la Sra. Gil", "El doctor Mas i la senyora Gil")]
    [InlineData("peres, p. ex., etc.", "peres, per exemple, etcètera.")]
    [InlineData("C/ Major, núm. 12", "carrer Major, número dotze")]
    [InlineData("exemple.cat/ajuda", "exemple punt cat barra ajuda")]
    [InlineData("anna@correu.com", "anna arrova correu punt com")]
    [InlineData("3 + 4 = 7", "tres més quatre igual a set")]
    [InlineData("cancel·lar l'hora · ja", "cancel·lar l'hora ja")]
    [InlineData("Pa & vi", "Pa i vi")]
    [InlineData("Obrim de nou del matí a huit de la vesprada.", "Obrim de nou del matí a huit de la vesprada.")]
    public void Names_addresses_and_symbols(string written, string spoken) => Check(written, spoken);

    [Fact]
    public void Valencian_reads_as_Catalan() => Assert.Equal("huit", Normalizer.Normalize("8", "ca-valencia"));

    private static void Check(string written, string spoken) => Assert.Equal(spoken, Normalizer.Normalize(written, "ca"));
}
