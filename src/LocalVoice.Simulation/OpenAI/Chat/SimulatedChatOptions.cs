using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>How a simulated chat service behaves. Delays are zero unless given.</summary>
public sealed record SimulatedChatOptions(ChatDialect Dialect)
{
    /// <summary>The only key that is accepted. Null: none is needed, as a server of one's own.</summary>
    public string? ApiKey { get; init; } = "sk-simulated-key-000";

    /// <summary>Empty: the dialect's usual ones.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>From the text of the last message of the user. Called once per accepted request, from several threads.</summary>
    public Func<string, ScriptedResponse> Respond { get; init; } = text => text;

    /// <summary>From the request to the response's head and first token.</summary>
    public TimeSpan FirstToken { get; init; }

    /// <summary>0: all at once.</summary>
    public double TokensPerSecond { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For TLS; null for plain text.</summary>
    public X509Certificate2? Certificate { get; init; }
}
