using LocalVoice.Engines.Conformance;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests;

public sealed class LlamaConformanceTests : ChatClientConformance, IDisposable
{
    private readonly LlamaChatClient _client = StarterChat.Client();

    protected override IChatClient Client => _client;

    protected override IReadOnlyList<ChatMessage> Question { get; } = StarterChat.Ask("Cuenta hasta diez.");

    protected override IReadOnlyList<ChatMessage> OtherQuestion { get; } = StarterChat.Ask("¿Cuál es la capital de Italia?");

    protected override CalledFunction Called { get; } = new(CalledFunction.Light, StarterChat.Ask("Enciende la luz del salón."));

    public void Dispose() => _client.Dispose();
}
