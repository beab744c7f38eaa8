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
    [InlineData("Pienso que sí.\n</think>\n\nHola.", "Hola.")]
    [InlineData("<think>a</think>Ya</think> está.", "Ya está.")]
    [InlineData("[THINK]El usuario [saluda].[/THINK]Hola [1] y [THINKING].", "Hola y THINKING.")]
    [InlineData("<answer>Son 3.</answer>", "Son 3.")]
    [InlineData("<tool_call>{\"name\":\"x\"}</tool_call>Vale.", "Vale.")]
    [InlineData("a < b y c > d", "a < b y c > d")]
    [InlineData("Usa <b>negrita</b> aquí", "Usa negrita aquí")]
    [InlineData("Uno<br/>dos", "Uno\ndos")]
    [InlineData("Mira <https://ejemplo.com/a_b>.", "Mira https://ejemplo.com/a_b.")]
    [InlineData("<Vega> dice", "<Vega> dice")]
    public void Reasoning_and_tags_are_not_spoken(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("Hola.<|im_end|>", "Hola.")]
    [InlineData("<|im_start|>assistant\nHola.<|im_end|>\n", "Hola.")]
    [InlineData("<|start_header_id|>assistant<|end_header_id|>\n\nHola.<|eot_id|>", "Hola.")]
    [InlineData("<start_of_turn>model\nHola.<end_of_turn>", "Hola.")]
    [InlineData("Hola.<｜end▁of▁sentence｜>", "Hola.")]
    [InlineData("[INST]Hola.[/INST]", "Hola.")]
    [InlineData("<|begin_of_thought|>Hmm.<|end_of_thought|>Hola.", "Hola.")]
    [InlineData("a <| b |> c", "a <| b |> c")]
    [InlineData("<|channel|>analysis<|message|>Saluda.<|end|><|start|>assistant<|channel|>final<|message|>Hola.<|return|>", "Hola.")]
    [InlineData("<|channel|>commentary to=functions.x<|message|>{}<|call|>", "")]
    [InlineData("<|start|>assistant<|message|>Hola.<|end|>", "Hola.")]
    public void Control_tokens_and_all_channels_but_the_final_one_are_not_spoken(string written, string spoken) =>
        Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("Pan &amp; vino&nbsp;tinto &lt;b&gt; &#8364;5 &#x41;", "Pan & vino\u00a0tinto <b> €5 A")]
    [InlineData("Uno &amp;amp; dos", "Uno & dos")]
    [InlineData("AT&T, R&B; a && b &nada; y &", "AT&T, R&B; a && b &nada; y &")]
    [InlineData("<!-- nota -- <b> > -->Hola<!---->.", "Hola.")]
    [InlineData("<!DOCTYPE html><html><head><title>T</title></head><body>Hola</body></html>", "Hola")]
    [InlineData("<style>a { b: c }</style><script>if (a<b) x();</script>Hola", "Hola")]
    [InlineData("m<sup>2</sup> y CO<sub>2</sub>", "m² y CO2")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "a b ")]
    [InlineData("Mira <a href=\"https://a.es\" title='b > c'>esto</a>.", "Mira esto.")]
    [InlineData("Escribe a <ana.b@c.es>.", "Escribe a ana.b@c.es.")]
    [InlineData("Hola.</di", "Hola.")]
    [InlineData("Hola <a href=\"https://a.es Adiós.", "Hola Adiós.")]
    [InlineData("Si x <a entonces para.", "Si x <a entonces para.")]
    [InlineData("5 <6, a<-b y <3", "5 <6, a<-b y <3")]
    public void HTML_leaves_its_text(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("Es $x = 5$.", "Es x = 5.")]
    [InlineData("$$E=mc^2$$", "E = mc²")]
    [InlineData("Así: \\(a+b\\) y \\[c \\le d\\]", "Así: a + b y c ≤ d")]
    [InlineData("\\frac{1}{2} taza", "1/2 taza")]
    [InlineData("$\\frac{a+b}{2}$", "(a + b) / 2")]
    [InlineData("$\\sqrt{16} = 4$, $\\sqrt[3]{a+1}$", "√16 = 4, √(a + 1)")]
    [InlineData("$3 \\times 4 - 2 \\cdot x$", "3 × 4 − 2 × x")]
    [InlineData("$x^{10}$ y $-3$ y $90^\\circ$ y $a_1$", "x^10 y -3 y 90° y a 1")]
    [InlineData("$5$ y $\\text{más texto}$ y \\boxed{42}.", "5 y más texto y 42.")]
    [InlineData("$\\alpha \\approx \\pi$ y 2\\pi y \\pi", "α ≈ π y 2π y π")]
    public void LaTeX_becomes_plain_signs(string written, string spoken) => Assert.Equal(spoken, Filter(written));

    [Theory]
    [InlineData("It costs $5 and $10.")]
    [InlineData("It costs $10-$20, or $5M.")]
    [InlineData("Son US$ 100 o 5$, no $USD ni $HOME.")]
    [InlineData("$5. Then $x")]
    [InlineData("Solo $")]
    [InlineData("C:\\dir\\pi")]
    public void A_dollar_sign_or_backslash_that_opens_no_formula_stays(string written) => Assert.Equal(written, Filter(written));

    [Theory]
    [InlineData("Hola <a", " href y mucho más. Adiós", "Hola ")]
    [InlineData("Si x <b", " y c", "Si x ")]
    [InlineData("Son $5", " por persona", "Son ")]
    public void What_may_be_markup_is_held_back_no_longer_than_it_may_be(string first, string second, string passed)
    {
        var filter = new SpokenTextFilter();

        Assert.Equal(passed, filter.Push(first));
        Assert.Equal((first + second)[passed.Length..], filter.Push(second));
    }

    [Theory]
    [InlineData("**Hola** <b>ya</b> `x`", "**Hola** <b>ya</b> `x`")]
    [InlineData("<think>Hmm.</think>\n\n# Título\n- uno", "# Título\n- uno")]
    [InlineData("[THINK]a[/THINK][enlace](u) <|im_end|>", "[enlace](u) ")]
    [InlineData("<answer>$x$ &amp; 1</answer>", "$x$ &amp; 1")]
    public void A_text_that_is_read_loses_reasoning_and_control_tokens_and_keeps_its_markdown(string written, string expected)
    {
        for (var length = 1; length <= written.Length; length++)
        {
            var filter = new WrittenTextFilter();
            var text = string.Concat(written.Chunk(length).Select(delta => filter.Push(delta))) + filter.Flush();
            Assert.Equal(expected, text);
        }
    }

    [Fact]
    public void Reasoning_that_began_in_the_prompt_is_lost_as_far_as_it_was_not_passed_on()
    {
        var filter = new WrittenTextFilter();

        Assert.Equal("*Hola*", filter.Push("Hmm.\n</think>\n\n*Hola*"));
    }

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
            "[THINK]",
            "[/THINK]",
            "<|channel|>",
            "final",
            "<|message|>",
            "<|end|>",
            "<a ",
            "href=\"",
            "<!--",
            "-->",
            "&amp;",
            "&lt",
            "$",
            "$$",
            "\\(",
            "\\)",
            "\\frac{1}{2}",
            "{",
            "}",
            "x",
            "é",
            "e\u0301",
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

        spoken += filter.Flush();
        return spoken[(spoken.LastIndexOf(Signals.Discard) + 1)..];
    }
}
