using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Server.Configuration;

/// <summary>A resolved profile.</summary>
/// <param name="Instructions">The profile's own system message, or null for the language's default.</param>
/// <param name="LanguageInstructions">The system message by language.</param>
/// <param name="Stages">Its backends.</param>
/// <param name="Offered">By stage, the backends that a client may choose beside them.</param>
internal sealed record SessionProfile(
    string Name,
    string Language,
    string? Voice,
    string? Instructions,
    IReadOnlyDictionary<string, string> LanguageInstructions,
    IReadOnlyList<string> Vocabulary,
    PipelineMode Pipeline,
    bool Speculate,
    double Speed,
    StageNames Stages,
    IReadOnlyDictionary<string, string[]> Offered,
    SessionOverrides Allowed
)
{
    /// <summary>What the agent says when a session begins; empty for nothing.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>What the agent says where it calls a function without a word; empty for nothing.</summary>
    public string Filler { get; init; } = "";

    /// <summary>Whether keys that a caller presses are told to the agent.</summary>
    public bool Keypad { get; init; }

    /// <summary>Whether the agent may ask a caller for keys.</summary>
    public bool ReadKeys { get; init; }

    /// <summary>Addresses of servers of tools that a client may name.</summary>
    public ToolAddresses ToolServers { get; init; } = new([]);

    /// <summary>The system message for a session in <paramref name="language"/>; <c>ca-valencia</c> falls back to <c>ca</c>.</summary>
    public string InstructionsFor(string language)
    {
        return Instructions
            ?? LanguageInstructions.GetValueOrDefault(language)
            ?? LanguageInstructions.GetValueOrDefault(LanguageTag.Base(language))
            ?? "";
    }
}
