using LocalVoice.Configuration;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Input;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Turns.BargeIn;
using LocalVoice.Core.Turns.Echo;
using LocalVoice.Core.Turns.Endpointing;
using Microsoft.Extensions.Options;

namespace LocalVoice.Core.Turns;

/// <summary>Options of all sessions: their input, memory, load, conversation and turn-taking.</summary>
public sealed record PipelineOptions
{
    [ValidateObjectMembers]
    public InputOptions Input { get; init; } = new();

    [ValidateObjectMembers]
    public MemoryOptions Memory { get; init; } = new();

    [ValidateObjectMembers]
    public LoadOptions Load { get; init; } = new();

    [ValidateObjectMembers]
    public TurnOptions Turns { get; init; } = new();

    [ValidateObjectMembers]
    public EndpointingOptions Endpointing { get; init; } = new();

    /// <summary>In the place of the policy that a session's turn detection selects; null for that one. Not to be configured.</summary>
    internal IEndpointingPolicy? EndpointingPolicy { get; init; }

    [ValidateObjectMembers]
    public BargeInOptions BargeIn { get; init; } = new();

    [ValidateObjectMembers]
    public EchoOptions Echo { get; init; } = new();

    [ValidateObjectMembers]
    public ConversationOptions Conversation { get; init; } = new();

    /// <summary>
    /// How often the utterance is decoded while the user speaks, 200…2000 ms of audio. Default 400 ms, chosen by
    /// trial, not measured.
    /// </summary>
    [Within("00:00:00.2", "00:00:02")]
    public TimeSpan InterimPeriod { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Whether a response is begun as soon as an interim ends a sentence, if its last word is certain or the level has fallen, the
    /// language model is on this machine, and nobody else's work waits. Default true.
    /// </summary>
    public bool SpeculateOnInterim { get; init; } = true;

    /// <summary>
    /// How many pauses of one turn may start work on a response, 0…100, and as many of its interims. Default 8, chosen by trial, not
    /// measured.
    /// </summary>
    [Within(0, 100)]
    public int MaxSpeculationsPerTurn { get; init; } = 8;
}

/// <summary>Checks the pipeline's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class PipelineOptionsValidator : IValidateOptions<PipelineOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Pipeline";
}
