namespace LocalVoice.Core.Tests.Text.Normalization.Capitals;

public sealed class CapitalTests
{
    [Theory]
    [InlineData("NUNCA lo abras, es TOTALMENTE falso.", "nunca lo abras, es totalmente falso.")]
    [InlineData("TÚ también, AQUÍ.", "tú también, aquí.")]
    [InlineData("el PIB, el INEM y la UNESCO", "el pib, el inem y la unesco")]
    [InlineData("un FUMIR nuevo", "un fumir nuevo")]
    public void Words_in_capitals_are_written_small(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("el ADN, la PCR y el IPC")]
    [InlineData("la UE y un CV")]
    [InlineData("varias ONGs y un XML")]
    [InlineData("la BNG y el FMI, o UGT")]
    [InlineData("talla XL o XS")]
    public void What_is_spelled_stays_in_capitals(string written) => Assert.Equal(written, Spoken.Spanish(written));

    [Fact]
    public void A_text_in_capitals_is_read_all_the_same() =>
        Assert.Equal("cierra la puerta al salir con tu DNI", Spoken.Spanish("CIERRA LA PUERTA AL SALIR CON TU DNI"));

    [Theory]
    [InlineData("MAI ho faces sense l'AMPA.", "mai ho faces sense l'ampa.")]
    [InlineData("és MÉS gran, l'OTAN", "és més gran, l'otan")]
    [InlineData("el DNI, la PCR i l'IPC", "el DNI, la PCR i l'IPC")]
    public void Catalan_likewise(string written, string spoken) => Assert.Equal(spoken, Spoken.Valencian(written));

    [Theory]
    [InlineData("UNESCO and FEMA, but the CIA and HTML", "unesco and fema, but the CIA and HTML")]
    [InlineData("I NEVER said SO.", "I never said so.")]
    [InlineData("Ask IT in the US.", "Ask IT in the US.")]
    [InlineData("LET US DO IT TODAY", "let us do it today")]
    [InlineData("a GIF, a PNG and a SIM", "a gif, a PNG and a sim")]
    public void English_spells_short_words_that_it_does_not_know(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.English(written));

    [Theory]
    [InlineData("el turno de p. m. es mejor", "el turno de p m es mejor")]
    public void Halves_of_the_day_without_a_time_are_letters(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.Spanish(written));
}
