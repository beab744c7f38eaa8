using LocalVoice.Engines.Conformance;
using LocalVoice.Simulation.Instant;
using Microsoft.Extensions.AI;

namespace LocalVoice.Simulation.Tests.Instant;

public sealed class InstantChatClientTests : ChatClientConformance
{
    protected override IChatClient Client { get; } =
        new InstantChatClient(new() { Responses = ["Son las tres en punto.", "Hace sol y calor."] });

    protected override IReadOnlyList<ChatMessage> Question { get; } = [new(ChatRole.System, "Responde."), new(ChatRole.User, "a")];

    protected override IReadOnlyList<ChatMessage> OtherQuestion { get; } = [new(ChatRole.System, "Responde."), new(ChatRole.User, "b")];

    protected override bool ReportsCachedTokens => false;
}
