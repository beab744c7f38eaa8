using System.Text;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Testing.Text;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class EspeakTextTests
{
    [Theory]
    [InlineData("El tren de las ocho sale del andén número cuatro, ¿verdad? «Sí», dijo… ¡y se fue!")]
    [InlineData("L'Àngel i la Núria col·laboren amb l'institut; són les 12:30 h (o quasi).\nSegona línia.\n\nNou paràgraf.")]
    [InlineData("EE. UU., U.S.S.R., a.m., p. ej., D.ª Inés, S.M.O.M.P.L., etc... 3.1416 y 1.234.567,89 €.")]
    [InlineData("https://www.example.org/una/ruta/bastante-larga/con_guiones?pregunta=1&otra=2#fragmento-de-la-pagina")]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("Thank you — it's state-of-the-art, isn't it? 50% of O'Neill's @home #tags & co.")]
    [InlineData("Việt Nam, Łódź, Ærø, • ½ № ™ ← x² …")]
    public void Ordinary_text_is_unchanged(string text) => Assert.Equal(text, Within(EspeakBound.Normal, text));

    [Fact]
    public void A_long_word_is_broken_by_spaces_and_loses_no_letter()
    {
        var word = new string('a', 1000);
        var safe = Within(EspeakBound.Normal, word);
        Assert.Equal(word, safe.Replace(" ", "", StringComparison.Ordinal));
        Assert.All(safe.Split(' '), part => Assert.InRange(part.Length, 1, EspeakBound.Normal.WordCharacters));
    }

    [Fact]
    public void A_chain_of_dotted_letters_is_broken_by_commas_also_across_spaces()
    {
        Assert.Equal("a.b.c.d.e.f.g.h.i, j.", Within(EspeakBound.Normal, "a.b.c.d.e.f.g.h.i.j."));
        Assert.Equal("a . b . c . d . e . f . g . h . i ,  j .", Within(EspeakBound.Normal, "a . b . c . d . e . f . g . h . i . j ."));
    }

    [Fact]
    public void Surplus_marks_are_dropped_and_their_base_character_stays() =>
        Assert.Equal("xa\u0301\u0301\u0301\u0301y", Within(EspeakBound.Normal, "xa" + new string('\u0301', 90) + "y"));

    [Theory]
    [InlineData("a\0b", "a b")]
    [InlineData("a\u0001100Pb", "a 100Pb")]
    [InlineData("a\u001bb\u0085c", "a b c")]
    [InlineData("a\ue000b", "a b")]
    [InlineData("a\ufeffb\u202eb", "a b b")]
    [InlineData("\u0301a", "a")]
    public void Characters_without_a_sound_become_spaces(string text, string safe) => Assert.Equal(safe, Within(EspeakBound.Normal, text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_space() =>
        Assert.Equal(["a b", "a "], new[] { "a\ud800b", "a\udc00" }.Select(text => Within(EspeakBound.Normal, text)));

    [Fact]
    public void For_a_second_try_only_words_and_their_marks_are_left() =>
        Assert.Equal("hola, mundo  a.b.c, d", Within(EspeakBound.Strict, "hola, mundo—☃a.b.c.d"));

    [Fact]
    public void Whatever_the_text_its_runs_and_chains_are_within_the_bound()
    {
        var texts = new ModelOutput(seed: 7);
        for (var i = 0; i < 20_000; i++)
        {
            AssertWithin(EspeakBound.Normal, texts.Next());
            AssertWithin(EspeakBound.Strict, texts.Next());
        }
    }

    [Fact]
    public void Another_script_is_left_to_voices_of_its_own()
    {
        const string Text = "Se dice हिन्दी, 한국어 y 日本語.";
        Assert.Equal("Se dice       ,     y    .", Within(EspeakBound.Normal, Text));
        Assert.Equal(Text, EspeakText.Within(EspeakBound.Normal, Text, "hi"));
    }

    [Fact]
    public void Hangul_counts_as_the_letters_that_espeak_makes_of_it() =>
        Assert.Equal(new string('한', 12) + " " + new string('한', 12), EspeakText.Within(EspeakBound.Normal, new string('한', 24), "ko"));

    private static string Within(EspeakBound bound, string text) => EspeakText.Within(bound, text, "es");

    private static void AssertWithin(EspeakBound bound, string text)
    {
        var safe = Within(bound, text);
        Assert.Equal(safe, Within(bound, safe));
        foreach (var run in safe.Split(' ', '\n', '\t'))
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(run), 0, bound.RunBytes);
        }
    }
}
