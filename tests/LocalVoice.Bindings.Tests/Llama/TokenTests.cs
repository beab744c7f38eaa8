using System.Text;
using LLama;

namespace LocalVoice.Bindings.Tests.Llama;

public sealed class TokenTests(StarterModel model) : IClassFixture<StarterModel>
{
    [Theory]
    [InlineData("¿Cuál es la capital de Italia?")]
    [InlineData("Bona vesprada, l'Havana · col·laboració")]
    [InlineData("日本 🙂 done")]
    [InlineData("")]
    public void Text_survives_tokens_one_by_one(string text)
    {
        var decoder = new StreamingTokenDecoder(Encoding.UTF8, model.Weights);
        foreach (var token in model.Tokens(text))
        {
            decoder.Add(token);
        }

        Assert.Equal(text, decoder.Read());
    }

    [Fact]
    public void Half_a_character_waits_for_its_other_half()
    {
        var decoder = new StreamingTokenDecoder(Encoding.UTF8, model.Weights);
        var pieces = new List<string>();
        foreach (var token in model.Tokens("🙂"))
        {
            decoder.Add(token);
            pieces.Add(decoder.Read());
        }

        Assert.True(pieces.Count > 1, "The vocabulary has this character as one token: choose another.");
        Assert.Equal("🙂", Assert.Single(pieces, piece => piece.Length > 0));
    }

    [Fact]
    public void The_end_of_a_turn_ends_generation_and_stays_invisible()
    {
        var token = Assert.Single(model.Tokens("<|im_end|>"));
        var decoder = new StreamingTokenDecoder(Encoding.UTF8, model.Weights);
        decoder.Add(token);

        Assert.True(token.IsEndOfGeneration(model.Weights.Vocab));
        Assert.True(token.IsControl(model.Weights.Vocab));
        Assert.Equal("", decoder.Read());
        Assert.Equal("<|im_end|>", model.Weights.Vocab.LLamaTokenToString(token, true));
    }

    [Fact]
    public void The_models_own_template_writes_ChatML()
    {
        var template = new LLamaTemplate(model.Weights) { AddAssistant = true };
        template.Add("system", "Eres Vega, un asistente de voz. Responde breve.").Add("user", "¿Cuál es la capital de Italia?");

        Assert.Equal(StarterModel.Prompt, Encoding.UTF8.GetString(template.Apply()));
    }
}
