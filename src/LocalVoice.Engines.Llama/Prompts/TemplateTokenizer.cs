using System.Text;
using LLama;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A chat template and the model's vocabulary. Thread-safe.</summary>
internal sealed class TemplateTokenizer : IPromptTokenizer
{
    /// <summary>Characters that a template puts after a message's content; those of llama.cpp's templates have up to 30.</summary>
    private const int LongestEnding = 128;

    private const string Probe = "probe";

    private static readonly string[] SentenceEnds = [".", "?", "!", "...", "…", "。", "？", "！"];

    private readonly LLamaWeights _weights;
    private readonly string _template;

    /// <param name="template">Name of a built-in template; empty for the model's own.</param>
    /// <exception cref="EngineException">The template is none that llama.cpp can render.</exception>
    public TemplateTokenizer(LLamaWeights weights, string template)
    {
        var own = weights.NativeHandle.GetTemplate(null, strict: false);
        (_weights, _template, Thinking) = (weights, ChatTemplates.Choose(template, own), ThinkingSwitch.Of(own));
        UserEnding = UserEnding.Of(AfterUser(), Stops(), weights.Vocab);
    }

    public ThinkingSwitch Thinking { get; }

    /// <summary>Null where the template has no token for the end of the user's message.</summary>
    public UserEnding? UserEnding { get; }

    public LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        var text = Render(messages, ending);
        return _weights.Tokenize(text, _weights.Vocab.ShouldAddBOS, true, Encoding.UTF8);
    }

    private LLamaToken[] AfterUser()
    {
        var text = Render([new PromptMessage("user", Probe)], PromptEnding.Response);
        var start = text.LastIndexOf(Probe, StringComparison.Ordinal);
        return start < 0 ? [] : _weights.Tokenize(text[(start + Probe.Length)..], false, true, Encoding.UTF8);
    }

    /// <summary>As they stand after a word, where they are one token there.</summary>
    private LLamaToken[] Stops()
    {
        var word = _weights.Tokenize(Probe, false, false, Encoding.UTF8);
        return
        [
            .. SentenceEnds
                .Select(stop => _weights.Tokenize(Probe + stop, false, false, Encoding.UTF8))
                .Where(tokens => tokens.Length == word.Length + 1 && tokens.AsSpan().StartsWith(word))
                .Select(tokens => tokens[^1]),
        ];
    }

    private string Render(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        var template = new LLamaTemplate(_template) { AddAssistant = ending == PromptEnding.Response };
        var last = "";
        foreach (var message in messages)
        {
            // llama.cpp reads a message up to its first U+0000.
            last = message.Content.Replace('\0', ' ');
            template.Add(message.Role, last);
        }

        var text = Encoding.UTF8.GetString(template.Apply());
        return ending switch
        {
            PromptEnding.Open => UpToEnd(text, last.Trim()),
            PromptEnding.Response => text + Thinking.Opening,
            _ => text,
        };
    }

    private static string UpToEnd(string text, string content)
    {
        // Only where a template can have put it: searched everywhere, a long text that is not found would take minutes.
        var earliest = Math.Max(0, text.Length - content.Length - LongestEnding);
        var start = text.AsSpan(earliest).LastIndexOf(content);
        return start < 0 ? text : text[..(earliest + start + content.Length)];
    }
}
