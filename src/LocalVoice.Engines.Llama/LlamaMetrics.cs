using System.Diagnostics.Metrics;

namespace LocalVoice.Engines.Llama;

/// <summary>Counters of meter <c>LocalVoice.Engines.Llama</c>.</summary>
internal sealed class LlamaMetrics : IDisposable
{
    public const string MeterName = "LocalVoice.Engines.Llama";

    private readonly Meter _meter = new(MeterName);

    public LlamaMetrics()
    {
        Steps = _meter.CreateCounter<long>("localvoice.llm.steps", "{step}", "Batches decoded.");
        GeneratedTokens = _meter.CreateCounter<long>("localvoice.llm.tokens.generated", "{token}", "Tokens of answers.");
        PrefilledTokens = _meter.CreateCounter<long>("localvoice.llm.tokens.prefilled", "{token}", "Prompt tokens that were computed.");
        CachedTokens = _meter.CreateCounter<long>("localvoice.llm.tokens.cached", "{token}", "Prompt tokens that the cache already held.");
        Evictions = _meter.CreateCounter<long>(
            "localvoice.llm.sequences.evicted",
            "{sequence}",
            "Conversations that lost their cache to another."
        );
        Preemptions = _meter.CreateCounter<long>(
            "localvoice.llm.replies.preempted",
            "{response}",
            "Responses that were evicted from the cache and restarted."
        );
        Repetitions = _meter.CreateCounter<long>(
            "localvoice.llm.replies.repetitive",
            "{response}",
            "Responses that were ended because they repeated themselves."
        );
        DroppedTurns = _meter.CreateCounter<long>(
            "localvoice.llm.turns.dropped",
            "{turn}",
            "Oldest turns left out of prompts that were too long."
        );
        DroppedSystemMessages = _meter.CreateCounter<long>(
            "localvoice.llm.system_messages.dropped",
            "{message}",
            "Oldest system messages, instructions not among them, left out of prompts that were too long without any turn but the last."
        );
    }

    public Counter<long> Steps { get; }

    public Counter<long> GeneratedTokens { get; }

    public Counter<long> PrefilledTokens { get; }

    public Counter<long> CachedTokens { get; }

    public Counter<long> Evictions { get; }

    public Counter<long> Preemptions { get; }

    public Counter<long> Repetitions { get; }

    public Counter<long> DroppedTurns { get; }

    public Counter<long> DroppedSystemMessages { get; }

    public void Dispose() => _meter.Dispose();
}
