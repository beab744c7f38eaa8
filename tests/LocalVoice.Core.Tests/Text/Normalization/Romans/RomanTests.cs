namespace LocalVoice.Core.Tests.Text.Normalization.Romans;

public sealed class RomanTests
{
    [Theory]
    [InlineData("siglos XI y XII", "siglos once y doce")]
    [InlineData("el siglo iv, el s. III y los ss. V-VII", "el siglo cuatro, el siglo tres y los siglos cinco-siete")]
    [InlineData("Pedro III, Juan XXIII y Benedicto XVI", "Pedro tercero, Juan veintitrés y Benedicto dieciséis")]
    [InlineData("Cristina I y Ana II", "Cristina primera y Ana segunda")]
    [InlineData("la IV Feria, el V Encuentro, los III Juegos", "la cuarta Feria, el quinto Encuentro, los terceros Juegos")]
    [InlineData("el XXII Certamen y la I República", "el vigésimo segundo Certamen y la primera República")]
    [InlineData("títulos I, II y III", "títulos uno, dos y tres")]
    [InlineData("Alien III y colitis II", "Alien tres y colitis dos")]
    [InlineData("VI. Conclusiones", "seis. Conclusiones")]
    public void Numerals_belong_to_the_words_beside_them(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("Luis M. Ruiz y Rosa V. Mas")]
    [InlineData("María V. Pons y Carlos I. Soler")]
    [InlineData("vitamina D, plan C, rayos X, un CD")]
    [InlineData("por vía IV")]
    [InlineData("El VI de las seis")]
    public void Initials_letters_and_abbreviations_are_no_numerals(string written) => Assert.Equal(written, Spoken.Spanish(written));

    [Theory]
    [InlineData("Pere IV i Martí I", "Pere quart i Martí primer")]
    [InlineData("la V Volta i el II Aplec", "la cinquena Volta i el segon Aplec")]
    [InlineData("segles IX-X", "segles nou-deu")]
    [InlineData("Lluís XVI, Joana I", "Lluís setze, Joana primera")]
    [InlineData("el segle XVIII i el XIX", "el segle divuit i el dinou")]
    public void Catalan_numerals(string written, string spoken) => Assert.Equal(spoken, Spoken.Valencian(written));

    [Theory]
    [InlineData("George VI and Edward VII", "George the sixth and Edward the seventh")]
    [InlineData("Charles I was tall, James I's son", "Charles the first was tall, James the first's son")]
    [InlineData("Thomas Hale III", "Thomas Hale the third")]
    [InlineData("Act II, scenes IV and V; Rambo III", "Act two, scenes four and five; Rambo three")]
    [InlineData("the XXIX Olympiad", "the twenty-ninth Olympiad")]
    [InlineData("Super Bowl XLIX", "Super Bowl forty-nine")]
    [InlineData("John I said hello, and James I know", "John I said hello, and James I know")]
    [InlineData("Part C, plan D, an IV line, DIV and MIX", "Part C, plan D, an IV line, DIV and mix")]
    [InlineData("What I know is what I said.", "What I know is what I said.")]
    [InlineData("Malcolm X bought a Series X", "Malcolm X bought a Series X")]
    public void English_numerals_and_the_word_I(string written, string spoken) => Assert.Equal(spoken, Spoken.English(written));
}
