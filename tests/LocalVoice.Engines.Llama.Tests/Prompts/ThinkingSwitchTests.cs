using LocalVoice.Engines.Llama.Prompts;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

public sealed class ThinkingSwitchTests
{
    // The ends of the makers' templates, as their GGUF files hold them.
    public const string Qwen3 = """
        {%- for message in messages %}
            {{- '<|im_start|>' + message.role + '\n<think>\n' + thought + '\n</think>\n\n' + content }}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\n' }}
            {%- if enable_thinking is defined and enable_thinking is false %}
                {{- '<think>\n\n</think>\n\n' }}
            {%- endif %}
        {%- endif %}
        """;

    private const string SmolLM3 = """
        {%- if "/no_think" in system_message -%}{%- set enable_thinking = false -%}{%- endif -%}
        {{ "<|im_start|>assistant\n" + "<think>\n\n</think>\n" }}
        """;

    private const string GlmAir = """{{- '\n<think></think>' if (enable_thinking is defined and not enable_thinking) else '' }}""";

    private const string DeepSeekV31 = """{%- if not thinking -%}{{'</think>'}}{%- else -%}{{'<think>'}}{%- endif -%}""";

    private const string DeepSeekR1 = """{% if add_generation_prompt %}{{'<｜Assistant｜><think>\n'}}{% endif %}""";

    private const string GptOss = """{{- "Reasoning: " + reasoning_effort }}<|start|>assistant<|channel|>analysis<|message|>""";

    private const string Granite = """{%- if thinking %}Think.{%- endif %}<|start_of_role|>assistant<|end_of_role|>""";

    [Theory]
    [InlineData(Qwen3, "<think>\n\n</think>\n\n", null)]
    [InlineData(SmolLM3, "<think>\n\n</think>\n", "/no_think")]
    [InlineData(GlmAir, "<think></think>", null)]
    [InlineData(DeepSeekV31, "</think>", null)]
    [InlineData(GptOss, "<|channel|>final<|message|>", "Reasoning: low")]
    [InlineData(Granite, "", null)]
    [InlineData(DeepSeekR1, "", null)]
    [InlineData(null, "", null)]
    public void The_switch_is_the_templates_own(string? template, string opening, string? instruction) =>
        Assert.Equal(new ThinkingSwitch(opening, instruction), ThinkingSwitch.Of(template));

    [Fact]
    public void An_instruction_is_the_last_of_the_instructions()
    {
        var reader = HermesReading.Of("<|x|>", "/no_think");

        Assert.Equal("Sé breve.\n\n/no_think", Instructions(new(ChatRole.System, "Sé breve.")));
        Assert.Equal("/no_think", Instructions(new(ChatRole.User, "Hola.")));

        string? Instructions(ChatMessage message) => reader.Read([message], ConversationFrame.Empty).System?.Content;
    }
}
