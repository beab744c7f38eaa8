using LLama.Native;
using LocalVoice.Engines.Llama.Prompts;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

public sealed class ChatTemplateTests
{
    private const string Unknown = "{% for m in messages %}[[{{ m.role }}]] {{ m.content }}{% endfor %}";

    [Fact]
    public void A_template_that_llama_cpp_does_not_know_is_an_error_that_names_the_setting()
    {
        using var model = GgufTemplate.File(Unknown);

        var error = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.ModelPath = model.Path));

        Assert.StartsWith("LocalVoice:Engines:Llm:Template is not set", error.Message, StringComparison.Ordinal);
        Assert.Contains("chatml, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_template_is_an_error_that_names_the_setting()
    {
        using var model = GgufTemplate.File("");

        var error = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.ModelPath = model.Path));

        Assert.Contains("Llm:Template is not set, and the model has no chat template", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_llama_cpp_does_not_know_is_the_same_error()
    {
        var error = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.Template = "chatnl"));

        Assert.StartsWith("LocalVoice:Engines:Llm:Template is 'chatnl'", error.Message, StringComparison.Ordinal);
        Assert.Contains("chatml, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_that_is_set_takes_the_place_of_the_models_own()
    {
        using var model = GgufTemplate.File(Unknown);
        using var client = StarterChat.Client(options => (options.ModelPath, options.Template) = (model.Path, "chatml"));

        var response = await client.GetResponseAsync(StarterChat.Ask("¿Cuál es la capital de Italia?"));

        Assert.Equal("La capital de Italia es Roma.", response.Text);
    }

    [Fact]
    public void Every_name_in_the_message_is_one_that_llama_cpp_knows()
    {
        NativeApi.llama_max_devices();

        Assert.All(ChatTemplates.Names, name => Assert.Equal(name, ChatTemplates.Choose(name, null)));
    }

    [Fact]
    public async Task A_model_with_a_switch_is_told_in_its_own_words_not_to_think()
    {
        using var plain = StarterChat.Client();
        using var model = GgufTemplate.File(ThinkingSwitchTests.Qwen3);
        using var client = StarterChat.Client(options => options.ModelPath = model.Path);
        var question = StarterChat.Ask("Hola.");
        var one = new ChatOptions { MaxOutputTokens = 1 };

        var thinks = (await plain.GetResponseAsync(question, one)).Usage!.InputTokenCount;
        var answers = (await client.GetResponseAsync(question, one)).Usage!.InputTokenCount;

        Assert.True(answers > thinks, $"{answers} and {thinks} tokens.");
    }
}
