using LocalVoice.Testing.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>SmolLM2, where the shared folder has it.</summary>
internal static class RealChat
{
    private const string File = "real-models/SmolLM2-135M-Instruct-Q4_0.gguf";

    public const string Instructions = "You are Vega, a voice assistant. Answer briefly.";

    /// <summary>Skips the test where the model is missing.</summary>
    public static LlamaChatClient Client(Action<LlamaOptions>? change = null)
    {
        var path = Repository.Shared(File);
        Assert.SkipWhen(path is null, $"The shared folder (LOCALVOICE_SHARED) has no {File}.");
        var options = new LlamaOptions
        {
            ModelPath = path!,
            ContextTokens = 2048,
            Threads = 1,
            Greedy = true,
        };
        change?.Invoke(options);
        return new(options, new FreeBudget(), TimeProvider.System, NullLogger<LlamaChatClient>.Instance);
    }

    public static List<ChatMessage> Ask(string question) =>
        [new ChatMessage(ChatRole.System, Instructions), new ChatMessage(ChatRole.User, question)];
}
