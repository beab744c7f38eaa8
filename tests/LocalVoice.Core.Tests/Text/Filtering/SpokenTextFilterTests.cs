using FsCheck.Fluent;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Tests.Text.Filtering;

public sealed class SpokenTextFilterTests
{
    [Theory]
    [InlineData("Hola, ¿en qué puedo ayudarte?", "Hola, ¿en qué puedo ayudarte?")]
    [InlineData("<think>El usuario saluda.</think>\n\nHola.", "Hola.")]
    [InlineData("<THINKING>x</thinking>Hola.", "Hola.")]
    [InlineData("<reasoning>a < b y </ cosas</reasoning> Vale.", "Vale.")]
    [InlineData("Hola. <think>sin cerrar", "Hola. ")]
    [InlineData("Ya</think> está.", "Ya está.")]
    [InlineData("a < b y c > d", "a < b y c > d")]
    [InlineData("Usa <b>negrita</b> aquí", "Usa negrita aquí")]
    [InlineData("Uno<br/>dos", "Uno\ndos")]
    [InlineData("Mira <https://ejemplo.com/a_b>.", "Mira https://ejemplo.com/a_b.")]
    [InlineData("<Vega> dice", "<Vega> dice")]
    public void Reasoning_and_tags_are_not_spoken(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("# Título\nTexto", "Título.\nTexto")]
    [InlineData("### ¿Qué es?\nTexto", "¿Qué es?\nTexto")]
    [InlineData("#etiqueta", "#etiqueta")]
    [InlineData("Necesitas\n- pan\n- leche\n\nY ya.", "Necesitas.\npan.\nleche.\nY ya.")]
    [InlineData("Pasos:\n1. Abre.\n2) Cierra", "Pasos:\n1: Abre.\n2: Cierra")]
    [InlineData("Son\n15 personas", "Son\n15 personas")]
    [InlineData("* uno\n+ dos\n• tres", "uno.\ndos.\ntres")]
    [InlineData("- [x] hecho\n- [ ] por hacer", "hecho.\npor hacer")]
    [InlineData("> cita\n> larga", "cita\nlarga")]
    [InlineData("Antes\n\n---\n\nDespués", "Antes.\nDespués")]
    [InlineData("Título\n====\nTexto", "Título.\nTexto")]
    [InlineData("Un párrafo\n\nOtro", "Un párrafo.\nOtro")]
    [InlineData("-5 grados", "-5 grados")]
    [InlineData("Así:\n```csharp\nvar x = 1;\n```\nListo.", "Así:\nListo.")]
    [InlineData("Así: ```x``` y ya.", "Así: y ya.")]
    [InlineData("Código\n```\nsin cerrar", "Código.\n")]
    [InlineData("~~~\nx\n~~~\nFin.", "Fin.")]
    [InlineData("| Día | Hora |\n|:---|---:|\n| lunes | 9:00 |", "Día, Hora.\nlunes, 9:00")]
    public void Blocks_lose_their_marks_and_end_in_a_pause(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("Es **muy** *importante*, __de__ _verdad_.", "Es muy importante, de verdad.")]
    [InlineData("***todo***", "todo")]
    [InlineData("3 * 4 y 3*4", "3 * 4 y 3*4")]
    [InlineData("snake_case y ana_b@x.com", "snake_case y ana_b@x.com")]
    [InlineData("~~nada~~ y ~5", "nada y ~5")]
    [InlineData("Usa `a_b*c` ya", "Usa a_b*c ya")]
    [InlineData("Lee [la guía](https://x.com/a(b)c?d=1) hoy.", "Lee la guía hoy.")]
    [InlineData("Lee [la guía][1] hoy [2], ¿no? [^3]", "Lee la guía hoy , ¿no? ")]
    [InlineData("Mira ![un gato](g.png) aquí", "Mira un gato aquí")]
    [InlineData("(sin enlace) [entre corchetes] (nota)", "(sin enlace) entre corchetes (nota)")]
    [InlineData("un \\*asterisco\\* y C:\\dir", "un *asterisco* y C:\\dir")]
    [InlineData("¡Hola! Bien !", "¡Hola! Bien !")]
    public void Inline_marks_vanish_but_their_text_stays(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("¡Hola! 😀👍🏽 Bien", "¡Hola! Bien")]
    [InlineData("👨‍👩‍👧 familia ❤️ y 🇪🇸", "familia y ")]
    [InlineData("a\u200bb\u0007c\u00add", "abcd")]
    [InlineData("20 °C × 2 ≈ 40 €", "20 °C × 2 ≈ 40 €")]
    [InlineData("cancel·lar l’home «això»", "cancel·lar l’home «això»")]
    [InlineData("uno\r\ndos\t tres", "uno\ndos tres")]
    [InlineData("1️⃣ uno", "1 uno")]
    [InlineData("\ud83dsuelto", "suelto")]
    [InlineData("✅ Hecho → ya", "Hecho ya")]
    public void Emoji_and_invisible_characters_vanish(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("Hola")]
    [InlineData(" mundo")]
    [InlineData("Hola.")]
    [InlineData("¿Qué tal?")]
    [InlineData("¡Bien!")]
    public void Plain_words_pass_at_once(string delta)
    {
        var filter = new SpokenTextFilter();
        filter.Push("Eh");

        Assert.Equal(delta, filter.Push(delta));
    }

    [Fact]
    public void A_model_that_starts_in_reasoning_is_silent_until_it_ends()
    {
        var filter = new SpokenTextFilter(startsInReasoning: true);

        Assert.Equal("", filter.Push("Pienso que "));
        Assert.Equal("Hola.", filter.Push("sí.</think>\n\nHola."));
    }

    [Fact]
    public void Cutting_the_text_anywhere_gives_the_same_speech()
    {
        var pieces = Gen.Elements(
            "<think>",
            "</think>",
            "<b>",
            "<",
            ">",
            "**",
            "*",
            "_",
            "`",
            "```",
            "~~",
            "\n",
            "\n\n",
            "# ",
            "- ",
            "1. ",
            "| ",
            "|---|",
            "[",
            "](u)",
            "![",
            "]",
            "(",
            ")",
            "\\",
            "😀",
            "❤️",
            "Hola",
            " qué",
            " tal.",
            "¿",
            "3",
            ",5",
            " ",
            "\u200b",
            "---",
            "!",
            "&"
        );
        var cases =
            from parts in Gen.ListOf(pieces)
            from cuts in Gen.ListOf(Gen.Choose(1, 7))
            select (string.Concat(parts), cuts.ToArray());

        Property(cases, sample => Filter(sample.Item1) == Filter(sample.Item1, sample.Item2));
    }

    [Fact]
    public void What_is_spoken_has_no_markup_of_bold_text_whatever_surrounds_it()
    {
        var cases =
            from before in Gen.Elements("", "Hola ", "- ", "# ", "> ", "(")
            from cuts in Gen.ListOf(Gen.Choose(1, 3))
            select (before, cuts.ToArray());

        Property(cases, sample => !Filter(sample.before + "**negrita** `x` 😀", sample.Item2).AsSpan().ContainsAny("*`#>"));
    }

    private static void Property<T>(FsCheck.Gen<T> cases, Func<T, bool> holds) =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), holds));

    private static string Filter(string text, params int[] cuts)
    {
        var filter = new SpokenTextFilter();
        var spoken = "";
        var start = 0;
        for (var i = 0; start < text.Length; i++)
        {
            var length = cuts.Length == 0 ? text.Length : Math.Min(cuts[i % cuts.Length], text.Length - start);
            spoken += filter.Push(text.AsSpan(start, length));
            start += length;
        }

        return spoken + filter.Flush();
    }
}
