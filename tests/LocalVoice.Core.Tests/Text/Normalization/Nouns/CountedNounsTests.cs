namespace LocalVoice.Core.Tests.Text.Normalization.Nouns;

public sealed class CountedNounsTests
{
    [Theory]
    [InlineData("Corta 1 cebolla y 1 diente de ajo.", "Corta una cebolla y un diente de ajo.")]
    [InlineData("1 mapa, 1 problema, 1 clase y 1 moto", "un mapa, un problema, una clase y una moto")]
    [InlineData("301 canciones y 201 idiomas", "trescientas una canciones y doscientos un idiomas")]
    [InlineData(
        "21 leyes, 21 imágenes, 21 crisis, 21 planetas",
        "veintiuna leyes, veintiuna imágenes, veintiuna crisis, veintiún planetas"
    )]
    [InlineData("Son 400 paredes y 400 mares.", "Son cuatrocientas paredes y cuatrocientos mares.")]
    [InlineData("61 costumbres y 61 hombres", "sesenta y una costumbres y sesenta y un hombres")]
    public void A_number_agrees_with_the_noun_behind_it(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("1 aula, 1 área y 1 hacha", "un aula, un área y un hacha")]
    [InlineData("200 aulas", "doscientas aulas")]
    public void Un_stands_before_a_stressed_a(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("de 300 a 400 sillas", "de trescientas a cuatrocientas sillas")]
    [InlineData("1, 2 o 3 semanas", "una, dos o tres semanas")]
    [InlineData("1 o 2 días", "uno o dos días")]
    [InlineData("1 de cada 9 chicas", "una de cada nueve chicas")]
    [InlineData("1 de las favoritas", "una de las favoritas")]
    [InlineData("1 de los favoritos", "uno de los favoritos")]
    public void The_noun_may_stand_behind_another_number(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("1 gran sorpresa y 1 gran susto", "una gran sorpresa y un gran susto")]
    [InlineData("las 300 peores noches", "las trescientas peores noches")]
    [InlineData("200 nuevas ideas", "doscientas nuevas ideas")]
    public void The_noun_may_stand_behind_an_adjective(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("Hay 1 millón.", "Hay un millón.")]
    [InlineData("51 millones de casas", "cincuenta y un millones de casas")]
    [InlineData("71 mil euros", "setenta y un mil euros")]
    [InlineData("300 mil entradas", "trescientas mil entradas")]
    [InlineData("41 mil millones", "cuarenta y un mil millones")]
    [InlineData("500.000 vacas", "quinientas mil vacas")]
    public void Thousands_agree_with_the_noun_and_millions_are_masculine(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("Luego: Bate 1 huevo.", "Luego: Bate un huevo.")]
    [InlineData("Listo. Pide 1 cubierto.", "Listo. Pide un cubierto.")]
    public void A_capital_that_begins_a_sentence_is_no_name(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("El apartado 1 explica cómo.", "El apartado uno explica cómo.")]
    [InlineData("La puerta 21 sigue cerrada.", "La puerta veintiuno sigue cerrada.")]
    [InlineData("Lección 1 Saludos", "Lección uno Saludos")]
    [InlineData("El 21 juega la final.", "El veintiuno juega la final.")]
    [InlineData("Su casa 1 vale poco.", "Su casa uno vale poco.")]
    [InlineData("la habitación 201", "la habitación doscientos uno")]
    [InlineData("Solo quiero 1 más.", "Solo quiero uno más.")]
    public void A_number_that_counts_nothing_agrees_with_nothing(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("2 paisatges, 2 platges, 2 imatges", "dos paisatges, dues platges, dues imatges")]
    [InlineData("2 pobles i 2 illes, 2 filtres i 2 finestres", "dos pobles i dues illes, dos filtres i dues finestres")]
    [InlineData("2 camions i 2 cançons", "dos camions i dues cançons")]
    [InlineData("202 ciutats i 202 resultats", "dues-centes dues ciutats i dos-cents dos resultats")]
    [InlineData("2 gossos, 2 processos, 2 rates", "dos gossos, dos processos, dues rates")]
    [InlineData("1 mà, 1 cor i 1 llet", "una mà, un cor i una llet")]
    [InlineData("2 dels millors i 2 de les pitjors", "dos dels millors i dues de les pitjors")]
    [InlineData("de 2 a 4 cullerades", "de dues a quatre cullerades")]
    [InlineData("300 mil dones i 2 milions", "tres-centes mil dones i dos milions")]
    [InlineData("La taula 2 mostra 2 columnes.", "La taula dos mostra dues columnes.")]
    [InlineData("22 dialectes, 2 corts i 101 dàlmates", "vint-i-dos dialectes, dues corts i cent un dàlmates")]
    [InlineData("2 gèneres, 2 valls, 2 mitjans i 2 terços", "dos gèneres, dues valls, dos mitjans i dos terços")]
    [InlineData("2 pactes, 2 mètodes, 2 projectes, 2 braços", "dos pactes, dos mètodes, dos projectes, dos braços")]
    [InlineData("2 aus, 2 variables i 2 germans", "dues aus, dues variables i dos germans")]
    public void Catalan_agrees_likewise(string written, string spoken) => Assert.Equal(spoken, Spoken.Valencian(written));
}
