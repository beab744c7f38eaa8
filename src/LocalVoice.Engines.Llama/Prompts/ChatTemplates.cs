using System.Text;
using LLama;
using LLama.Exceptions;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>The chat templates that llama.cpp can render without Jinja, by name.</summary>
internal static class ChatTemplates
{
    /// <summary>As <c>llama_chat_builtin_templates</c> of the pinned package lists them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        (
            "bailing bailing-think bailing2 chatglm3 chatglm4 chatml command-r deepseek deepseek-ocr deepseek2 deepseek3 exaone-moe "
            + "exaone3 exaone4 falcon3 gemma gigachat glmedge gpt-oss granite granite-4.0 granite-4.1 grok-2 hunyuan-dense hunyuan-moe "
            + "hunyuan-vl kimi-k2 llama2 llama2-sys llama2-sys-bos llama2-sys-strip llama3 llama4 megrez minicpm mistral-v1 mistral-v3 "
            + "mistral-v3-tekken mistral-v7 mistral-v7-tekken monarch openchat orion pangu-embedded phi3 phi4 rwkv-world seed_oss "
            + "smolvlm solar-open vicuna vicuna-orca yandex zephyr"
        ).Split(' ');

    /// <summary>The template to render with: the one that is set, else the model's own text.</summary>
    /// <param name="own">The model's own template; null for none.</param>
    /// <exception cref="EngineException">llama.cpp cannot render it.</exception>
    public static string Choose(string set, string? own)
    {
        if (set.Length > 0)
        {
            return Renders(set) ? set : throw Unknown($"is '{set}', which llama.cpp does not know: set it to");
        }

        return string.IsNullOrWhiteSpace(own)
                ? throw Unknown("is not set, and the model has no chat template of its own. If it is made for conversations, set it to")
            : Renders(own) ? own
            : throw Unknown("is not set, and llama.cpp does not know the chat template of the model. Set it to");
    }

    private static bool Renders(string template)
    {
        try
        {
            var probe = new LLamaTemplate(template) { AddAssistant = true };
            return Encoding.UTF8.GetString(probe.Add("user", "probe").Apply()).Contains("probe", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is RuntimeError or MissingTemplateException or TemplateNotFoundException)
        {
            return false;
        }
    }

    private static EngineException Unknown(string what) =>
        new(
            $"{LlamaOptionsValidator.Section}:Template {what} the one that the model's maker names, of: {string.Join(", ", Names)}. "
                + "With a wrong one the model answers badly."
        );
}
