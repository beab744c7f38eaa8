using LocalVoice.Core.Text.Clauses;

namespace LocalVoice.Core.Tests.Text.Clauses;

public sealed class ClauseSplitterTests
{
    [Theory]
    [InlineData("Hola, ¿en qué puedo ayudarte?", "Hola, ¿en qué puedo ayudarte?")]
    [InlineData("Claro. ¿En qué puedo ayudarte?", "Claro.| ¿En qué puedo ayudarte?")]
    [InlineData("Buenos días, ¿en qué puedo ayudarte?", "Buenos días,| ¿en qué puedo ayudarte?")]
    [InlineData(
        "Puedo reservar una mesa, encender las luces, poner alarmas y sumar.",
        "Puedo reservar una mesa,| encender las luces, poner alarmas y sumar."
    )]
    [InlineData("Abrimos de nueve de la mañana a ocho de la tarde.", "Abrimos de nueve de la mañana| a ocho de la tarde.")]
    [InlineData("Abrimos todos los días de la semana y los festivos.", "Abrimos todos los días de la semana| y los festivos.")]
    [InlineData("Roma es la capital de Italia y la ciudad más grande.", "Roma es la capital de Italia| y la ciudad más grande.")]
    [InlineData("Te puedo ayudar hoy con la reserva de una mesa.", "Te puedo ayudar hoy| con la reserva de una mesa.")]
    [InlineData("Mañana hará mucho calor porque viene viento.", "Mañana hará mucho calor| porque viene viento.")]
    [InlineData("¡Hola! Soy Vega.", "¡Hola!| Soy Vega.")]
    [InlineData("«Muy bien.» Dijo.", "«Muy bien.»| Dijo.")]
    [InlineData("1. Abre la puerta. 2. Entra.", "1. Abre la puerta.| 2. Entra.")]
    public void The_first_clause_is_short_and_the_rest_is_not(string response, string clauses) =>
        Assert.Equal(clauses, Split("es", response));

    [Theory]
    [InlineData("es", "Son 1.234,5 metros, ni más.", "Son 1.234,5 metros,| ni más.")]
    [InlineData("es", "A las 10:30. Vale.", "A las 10:30.| Vale.")]
    [InlineData("es", "El Sr. Pérez vive aquí.", "El Sr. Pérez vive aquí.")]
    [InlineData("es", "Frutas, p. ej. peras, etc. y ya. Fin.", "Frutas, p. ej. peras,| etc. y ya.| Fin.")]
    [InlineData("es", "Pan, agua, etc. Luego nada.", "Pan, agua,| etc.| Luego nada.")]
    [InlineData("es", "En EE. UU. hay sol.", "En EE. UU. hay sol.")]
    [InlineData("es", "Vive en EE. UU. Allí hay sol.", "Vive en EE. UU.| Allí hay sol.")]
    [InlineData("es", "Ve a https://a.com/b?c=1,2 y ya.", "Ve a https://a.com/b?c=1,2 y ya.")]
    [InlineData("es", "Escribe a ana.b@c.es. Gracias.", "Escribe a ana.b@c.es.| Gracias.")]
    [InlineData("es", "En el 1.º izquierda, vive Ana.", "En el 1.º izquierda,| vive Ana.")]
    [InlineData("es", "Soy J. Pérez. Hola.", "Soy J. Pérez.| Hola.")]
    [InlineData("ca", "El Dr. Mas, de la pàg. 3, ix.", "El Dr. Mas,| de la pàg. 3, ix.")]
    [InlineData("en", "Mr. Smith, e.g. John, left at 5 p.m. sharp.", "Mr. Smith,| e.g. John, left at 5 p.m. sharp.")]
    [InlineData("es", "Tel.: 112 y 016. Fin.", "Tel.: 112 y 016.| Fin.")]
    [InlineData("es", "Vino (máx. 5) y se fue. Sí.", "Vino (máx. 5) y se fue.| Sí.")]
    [InlineData("es", "Es pintor (EE. UU.) de ahora.", "Es pintor (EE. UU.) de ahora.")]
    [InlineData("es", "Son aprx. tres, como dije.", "Son aprx. tres,| como dije.")]
    [InlineData("es", "Lee la pág. 5. Luego sal.", "Lee la pág. 5.| Luego sal.")]
    [InlineData("es", "El factorial es 5! = 120, creo.", "El factorial es 5! = 120,| creo.")]
    [InlineData("es", "Ve a ejemplo.com:8080, o no.", "Ve a ejemplo.com:8080,| o no.")]
    [InlineData("es", "¡Hola!¿Qué tal?", "¡Hola!|¿Qué tal?")]
    [InlineData("en", "No. I said no. No. 5 is mine.", "No.| I said no.| No. 5 is mine.")]
    [InlineData("en", "We met on May 5, 2024, there.", "We met on May 5, 2024,| there.")]
    [InlineData("en", "They play at 9 p.m. Then we leave.", "They play at 9 p.m.| Then we leave.")]
    [InlineData("ca", "Mira l'art. 5. És art. Sí.", "Mira l'art. 5.| És art.| Sí.")]
    public void Numbers_addresses_and_abbreviations_stay_whole(string language, string response, string clauses) =>
        Assert.Equal(clauses, Split(language, response));

    [Theory]
    [InlineData("Muy bien,", true)]
    [InlineData("Muy bien;", true)]
    [InlineData("¡Muy bien!", true)]
    [InlineData("Muy bien…", true)]
    [InlineData("Muy bien.", false)]
    [InlineData("Muy bien. ", false)]
    [InlineData("Muy bien. Y", true)]
    [InlineData("Muy buenas. ", true)]
    [InlineData("Mira esto:", false)]
    [InlineData("Mira esto: ", true)]
    [InlineData("Son 5!", false)]
    [InlineData("uno dos tres cuatro Luis ", false)]
    [InlineData("uno dos tres cuatro Luis X", false)]
    [InlineData("uno dos tres cuatro Luis b", true)]
    [InlineData("¿Qué tal?", true)]
    [InlineData("Hola,", false)]
    [InlineData("Son 15.", false)]
    [InlineData("Son 1,", false)]
    [InlineData("A las 10:", false)]
    [InlineData("El Sr.", false)]
    [InlineData("Frutas, p.", false)]
    [InlineData("Ve a https:", false)]
    [InlineData("Ve a https://a.com?", false)]
    [InlineData("uno dos tres cuatro ", false)]
    [InlineData("uno dos tres cuatro porq", false)]
    [InlineData("uno dos tres cuatro porque", true)]
    [InlineData("uno dos tres de porque", false)]
    [InlineData("uno dos tres cuatro cinco", false)]
    [InlineData("uno dos tres cuatro cinco ", true)]
    [InlineData("uno dos tres cuatro de ", false)]
    [InlineData("uno dos tres cuatro 10 ", false)]
    public void A_mark_waits_for_the_next_character_only_where_that_could_change_it(string written, bool complete)
    {
        var splitter = new ClauseSplitter("es");
        splitter.Push(written);

        Assert.Equal(complete, splitter.TryTake(out _));
    }

    [Theory]
    [InlineData("en", "The capital of France is Paris, on the Seine.", "The capital of France| is Paris, on the Seine.")]
    [InlineData("en", "I can certainly help because I know the city.", "I can certainly help| because I know the city.")]
    [InlineData("en", "You should take the line to the centre.", "You should take the line| to the centre.")]
    [InlineData("ca", "Demà farà molta calor perquè ve vent de ponent.", "Demà farà molta calor| perquè ve vent de ponent.")]
    [InlineData("xx", "Uno dos tres cuatro cinco seis siete.", "Uno dos tres cuatro cinco| seis siete.")]
    public void A_first_clause_without_marks_ends_after_four_words_where_a_phrase_begins(string language, string text, string clauses) =>
        Assert.Equal(clauses, Split(language, text));

    [Theory]
    [InlineData(
        "Yo suelo llamar siempre al 612 345 678 por la tarde del lunes.",
        "Yo suelo llamar siempre al 612 345 678 por la tarde| del lunes."
    )]
    [InlineData("Mi rey favorito fue Luis XIV de Francia, creo.", "Mi rey favorito fue Luis XIV| de Francia, creo.")]
    [InlineData("Ayer nos vimos en la II Guerra de verdad.", "Ayer nos vimos en la II Guerra| de verdad.")]
    [InlineData("Ana cumple años el 12 de octubre de 2024 otra vez.", "Ana cumple años el 12 de octubre de 2024 otra| vez.")]
    [InlineData("Nos vemos hoy sobre las 10:00 p. m. esta noche.", "Nos vemos hoy sobre las 10:00 p. m.| esta noche.")]
    [InlineData("Eso dura unas 2 h 15 min en total.", "Eso dura unas 2 h 15 min| en total.")]
    [InlineData("Resuelve la ecuación de x = 5 en casa.", "Resuelve la ecuación de x = 5 en casa.")]
    [InlineData("Hubo reyes entre los siglos X y XII de verdad.", "Hubo reyes entre los siglos X y XII| de verdad.")]
    [InlineData("Ayer estuve con Rosa M. Vidal en casa.", "Ayer estuve con Rosa M. Vidal| en casa.")]
    [InlineData("Resuelve si x != 7 en casa.", "Resuelve si x != 7 en casa.")]
    [InlineData("Calcula n! = 24 en casa.", "Calcula n! = 24 en casa.")]
    public void A_first_clause_without_marks_ends_in_no_expression(string text, string clauses) => Assert.Equal(clauses, Split("es", text));

    [Fact]
    public void A_clause_that_is_too_long_ends_between_expressions()
    {
        var clauses = Split("es", "Muy bien. " + string.Concat(Enumerable.Repeat("llama al 612 345 678 ", 30))).Split('|');

        Assert.All(clauses[1..], clause => Assert.Equal(clause.Count(char.IsDigit), 9 * (clause.Split("612 345 678").Length - 1)));
    }

    [Fact]
    public void Accents_that_come_later_join_their_letters()
    {
        var splitter = new ClauseSplitter("es");
        splitter.Push("Cami");
        splitter.Push("o");
        splitter.Push("\u0301n n");
        splitter.Push("\u0303u.");
        splitter.Flush();

        Assert.True(splitter.TryTake(out var clause));
        Assert.Equal("Camión ñu.", clause.Text);
    }

    [Fact]
    public void What_was_reasoning_is_forgotten_as_far_as_it_was_not_taken()
    {
        var splitter = new ClauseSplitter("es");
        splitter.Push("Pienso que");
        splitter.Push("\u0018Muy bien, vale.");
        splitter.Flush();

        Assert.True(splitter.TryTake(out var clause));
        Assert.Equal("Muy bien,", clause.Text);
    }

    [Fact]
    public void What_waited_is_decided_by_the_next_character()
    {
        var splitter = new ClauseSplitter("es");
        splitter.Push("Son 3.");
        Assert.False(splitter.TryTake(out _));
        splitter.Push("5 metros.");
        splitter.Flush();

        Assert.True(splitter.TryTake(out var clause));
        Assert.Equal("Son 3.5 metros.", clause.Text);
    }

    [Fact]
    public void A_later_clause_ends_at_a_comma_once_it_is_long_enough()
    {
        Assert.Equal(
            "Muy bien.| Mañana, si el tiempo nos acompaña un poco,| iremos a la playa.",
            Split("es", "Muy bien. Mañana, si el tiempo nos acompaña un poco, iremos a la playa.")
        );
    }

    [Fact]
    public void A_clause_without_punctuation_ends_at_a_word_before_the_cap()
    {
        var clauses = Split("es", "Muy bien. " + string.Concat(Enumerable.Repeat("palabras ", 60))).Split('|');

        Assert.Equal(4, clauses.Length);
        Assert.All(clauses, clause => Assert.True(clause.Length <= 200, clause));
        Assert.All(clauses[1..], clause => Assert.StartsWith(" palabras", clause, StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_without_end_is_cut_rather_than_kept_forever()
    {
        var clauses = Split("es", new string('a', 10_000)).Split('|');

        Assert.All(clauses, clause => Assert.InRange(clause.Length, 1, 401));
    }

    [Fact]
    public void Clauses_are_numbered_and_know_whether_they_end_a_sentence()
    {
        var splitter = new ClauseSplitter("es");
        splitter.Push("Muy bien, hasta luego. Y adiós");
        splitter.Flush();

        Assert.True(splitter.TryTake(out var first));
        Assert.True(splitter.TryTake(out var second));
        Assert.True(splitter.TryTake(out var third));
        Assert.False(splitter.TryTake(out _));
        Assert.Equal(new Clause("Muy bien,", 0, false), first);
        Assert.Equal(new Clause(" hasta luego.", 1, true), second);
        Assert.Equal(new Clause(" Y adiós", 2, true), third);
    }

    [Fact]
    public void Trailing_whitespace_and_marks_join_the_last_clause()
    {
        Assert.Equal("Muy bien. \n ...", Split("es", "Muy bien. \n ..."));
    }

    [Fact]
    public void A_flushed_splitter_takes_no_more_text()
    {
        var splitter = new ClauseSplitter("es");
        splitter.Flush();

        Assert.Throws<InvalidOperationException>(() => splitter.Push("Hola"));
    }

    private static string Split(string language, string response)
    {
        var splitter = new ClauseSplitter(language);
        splitter.Push(response);
        splitter.Flush();
        var clauses = new List<string>();
        while (splitter.TryTake(out var clause))
        {
            clauses.Add(clause.Text);
        }

        return string.Join('|', clauses);
    }
}
