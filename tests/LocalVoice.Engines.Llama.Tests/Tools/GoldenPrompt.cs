using LLama;
using LLama.Common;
using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Prompts;
using LocalVoice.Engines.Llama.Tests.Fakes;
using LocalVoice.Engines.Llama.Tools;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Tools;

/// <summary>Prompts of a template as llama.cpp renders them, with the tools' form that it has.</summary>
internal sealed class GoldenPrompt : IDisposable
{
    private readonly TemporaryFile? _file;
    private readonly LLamaWeights _weights;
    private readonly TemplateTokenizer _tokenizer;
    private readonly ConversationReader _reader;
    private readonly GeneratedCalls _generated;

    /// <param name="template">A template's name; empty for the model's own.</param>
    /// <param name="own">What the model's own is; null for the starter model's.</param>
    public GoldenPrompt(string template, string? own = null)
    {
        _file = own is null ? null : GgufTemplate.File(own);
        var path = _file?.Path ?? Repository.StarterModel("starter-chat.gguf");
        _weights = LLamaWeights.LoadFromFile(new ModelParams(path) { GpuLayerCount = 0 });
        _tokenizer = new TemplateTokenizer(_weights, template);
        var marks = new ControlTokens(["<|eot_id|>", "[/TOOL_RESULTS]", "[INST]", "</s>"]);
        _generated = new GeneratedCalls(marks);
        Form = ToolForms.Of(_tokenizer.Template, _tokenizer.Own, _tokenizer.RendersSpaces, marks, _generated);
        _reader = new ConversationReader(new MessageText(marks, Form, _generated));
    }

    public IToolForm Form { get; }

    public string Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options = null)
    {
        var tools = ToolRequest.Of(messages, options, Form);
        return _tokenizer.Render(_reader.Read(messages, new(options?.Instructions, tools)).Messages(), PromptEnding.In(tools.Opening));
    }

    /// <summary>A response of the model's, which is remembered.</summary>
    public ChatMessage Respond(string response)
    {
        var reader = Form.Reader(false);
        var contents = reader.Read(response).Concat(reader.Flush()).ToList();
        reader.Groups.ToList().ForEach(_generated.Remember);
        return new(ChatRole.Assistant, contents);
    }

    public void Dispose()
    {
        _weights.Dispose();
        _file?.Dispose();
    }
}
