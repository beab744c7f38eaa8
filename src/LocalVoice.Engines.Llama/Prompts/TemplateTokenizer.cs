using System.Text;
using LLama;
using LLama.Exceptions;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>The model's own chat template and vocabulary. Thread-safe.</summary>
internal sealed class TemplateTokenizer(LLamaWeights weights) : IPromptTokenizer
{
    /// <summary>Characters that a template puts after a message's content; those of llama.cpp's templates have up to 30.</summary>
    private const int LongestEnding = 128;

    /// <exception cref="EngineException">The model has no chat template that llama.cpp knows.</exception>
    public void Check()
    {
        try
        {
            Tokenize([new PromptMessage("user", "?")], PromptEnding.Response);
        }
        catch (RuntimeError error)
        {
            throw new EngineException($"The model is not made for conversations: {error.Message}", error);
        }
    }

    public LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        var template = new LLamaTemplate(weights) { AddAssistant = ending == PromptEnding.Response };
        var last = "";
        foreach (var message in messages)
        {
            // llama.cpp reads a message up to its first U+0000.
            last = message.Content.Replace('\0', ' ');
            template.Add(message.Role, last);
        }

        var text = Encoding.UTF8.GetString(template.Apply());
        if (ending == PromptEnding.Open)
        {
            text = UpToEnd(text, last.Trim());
        }

        return weights.Tokenize(text, weights.Vocab.ShouldAddBOS, true, Encoding.UTF8);
    }

    private static string UpToEnd(string text, string content)
    {
        // Only where a template can have put it: searched everywhere, a long text that is not found would take minutes.
        var earliest = Math.Max(0, text.Length - content.Length - LongestEnding);
        var start = text.AsSpan(earliest).LastIndexOf(content);
        return start < 0 ? text : text[..(earliest + start + content.Length)];
    }
}
