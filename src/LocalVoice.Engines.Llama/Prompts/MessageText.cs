using System.Text;
using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Turns the contents of messages into what stands in a prompt. Thread-safe.</summary>
/// <param name="generated">Calls that the model made stand in the prompt as it wrote them.</param>
internal sealed class MessageText(ControlTokens marks, IToolForm form, GeneratedCalls generated)
{
    /// <summary>The text of a message, its calls in the model's form.</summary>
    /// <exception cref="RequestRefusedException">There is content other than text and tool calls.</exception>
    public string Of(IEnumerable<AIContent> contents)
    {
        var text = new StringBuilder();
        var calls = new List<FunctionCallContent>();
        foreach (var content in contents)
        {
            if (content is FunctionCallContent call)
            {
                calls.Add(call);
            }
            else if (WordsOf(content) is { } words)
            {
                Append(text, calls);
                text.Append(text.Length > 0 ? "\n" : "").Append(words);
            }
        }

        Append(text, calls);
        return text.ToString();
    }

    /// <summary>A message of the model.</summary>
    public PromptMessage Response(IReadOnlyList<AIContent> contents) =>
        contents.Any(content => content is FunctionCallContent) ? form.Message(Of(contents)) : new("assistant", Of(contents));

    /// <summary>Results of calls that were made together.</summary>
    public IEnumerable<PromptMessage> Results(IReadOnlyList<FunctionResultContent> results) => form.Results(results);

    public string Plain(string text) => marks.EscapeSpecialTokens(LongWords.Break(text));

    private void Append(StringBuilder text, List<FunctionCallContent> calls)
    {
        if (calls.Count > 0)
        {
            text.Append(generated.TextOf(calls) ?? (text.Length > 0 ? form.BeforeCalls : "") + form.Write(calls));
            calls.Clear();
        }
    }

    private string? WordsOf(AIContent content) =>
        content switch
        {
            TextContent text => Plain(text.Text),
            TextReasoningContent or UsageContent => null,
            _ => throw new RequestRefusedException($"The local language model reads text only, not {content.GetType().Name}."),
        };
}
