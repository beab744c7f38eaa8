using LocalVoice.Compute;
using LocalVoice.Engines.Llama.Tests.Fakes;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Llama.Tests;

/// <summary>The starter chat model, and what it is known to answer.</summary>
internal static class StarterChat
{
    public const string Instructions = "Eres Vega, un asistente de voz. Responde breve.";

    /// <summary>Questions of its domain; some answers are long, some short.</summary>
    public static IReadOnlyList<string> Questions { get; } =
    [
        "¿Cuál es la capital de Italia?",
        "Cuéntame una historia.",
        "¿Cómo te llamas?",
        "Cuenta hasta diez.",
        "¿Cuánto es tres más cuatro?",
        "¿A qué hora abrís?",
        "Quiero reservar una mesa para dos personas el lunes a las ocho.",
        "¿Guardas mis datos?",
    ];

    public static LlamaOptions Options(Action<LlamaOptions>? change = null)
    {
        var options = new LlamaOptions
        {
            ModelPath = Repository.StarterModel("starter-chat.gguf"),
            ContextTokens = 2048,

            // Test runs share their machine: two threads that wait for each other take many times as long as one.
            Threads = 1,
            Greedy = true,
        };
        change?.Invoke(options);
        return options;
    }

    public static LlamaChatClient Client(Action<LlamaOptions>? change = null, IComputeBudget? budget = null, TimeProvider? time = null) =>
        new(Options(change), budget ?? new FreeBudget(), time ?? TimeProvider.System, NullLogger<LlamaChatClient>.Instance);

    public static List<ChatMessage> Ask(string question) =>
        [new ChatMessage(ChatRole.System, Instructions), new ChatMessage(ChatRole.User, question)];

    public static ChatOptions In(string conversationId) => new() { ConversationId = conversationId };
}
