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

    private static readonly PromptMessage ProbeMessage = new("user", Probe);

    private static readonly string[] SentenceEnds = [".", "?", "!", "...", "…", "。", "？", "！"];

    private readonly LLamaWeights _weights;
    private readonly string _template;

    /// <param name="template">Name of a built-in template; empty for the model's own.</param>
    /// <exception cref="EngineException">The template is none that llama.cpp can render.</exception>
    public TemplateTokenizer(LLamaWeights weights, string template)
    {
        Own = weights.NativeHandle.GetTemplate(null, strict: false);
        (_weights, _template, Thinking) = (weights, ChatTemplates.Choose(template, Own), ThinkingSwitch.Of(Own));
        UserEnding = UserEnding.Of(AfterUser(), Stops(), weights.Vocab);
    }

    /// <summary>What prompts are rendered with: a template's name, or the text of the model's own.</summary>
    public string Template => _template;

    /// <summary>The model's own template; null for none.</summary>
    public string? Own { get; }

    /// <summary>Whether the template puts a space between its mark and the user's words.</summary>
    public bool RendersSpaces => Apply([ProbeMessage], false).Contains($" {Probe}", StringComparison.Ordinal);

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
        var text = Render([ProbeMessage], PromptEnding.Response);
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

    /// <summary>The prompt's text.</summary>
    internal string Render(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        var text = new StringBuilder();
        var part = new List<PromptMessage>();
        PromptMessage? last = null;
        foreach (var message in messages)
        {
            last = message;
            if (message.IsVerbatim)
            {
                text.Append(Part(part, false, text.Length == 0)).Append(Native(message.Content));
                part.Clear();
            }
            else
            {
                part.Add(message);
            }
        }

        text.Append(Part(part, ending.Opening is not null, text.Length == 0));
        return ending switch
        {
            { IsOpen: true } => UpToEnd(text.ToString(), Native(last?.Content ?? "").Trim()),
            { Opening: { } opening } => text.Append(Thinking.Opening).Append(opening).ToString(),
            _ => text.ToString(),
        };
    }

    /// <summary>Messages between those that are not the template's.</summary>
    /// <param name="responds">Whether the assistant's response begins after them.</param>
    private string Part(List<PromptMessage> messages, bool responds, bool isFirst)
    {
        if (isFirst || messages is [{ Role: "system" or "user" }, ..] || (messages.Count == 0 && !responds))
        {
            return messages.Count == 0 && !responds ? "" : Apply(messages, responds);
        }

        // Templates that put messages into the user's would open one.
        var before = Apply([ProbeMessage], false);
        return Apply([ProbeMessage, .. messages], responds)[before.Length..];
    }

    private string Apply(IEnumerable<PromptMessage> messages, bool responds)
    {
        var template = new LLamaTemplate(_template) { AddAssistant = responds };
        foreach (var message in messages)
        {
            template.Add(message.Role, Native(message.Content));
        }

        return Encoding.UTF8.GetString(template.Apply());
    }

    /// <summary>llama.cpp reads a message up to its first U+0000.</summary>
    private static string Native(string content) => content.Replace('\0', ' ');

    private static string UpToEnd(string text, string content)
    {
        // Only where a template can have put it: searched everywhere, a long text that is not found would take minutes.
        var earliest = Math.Max(0, text.Length - content.Length - LongestEnding);
        var start = text.AsSpan(earliest).LastIndexOf(content);
        return start < 0 ? text : text[..(earliest + start + content.Length)];
    }
}
