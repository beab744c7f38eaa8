using LocalVoice.Engines.Llama.Scheduling;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Applies a request's overrides to the engine's options.</summary>
internal static class ResponseSettings
{
    /// <exception cref="ArgumentException">Fewer than one token is requested.</exception>
    public static int MaxTokens(LlamaOptions options, ChatOptions? request)
    {
        var wanted = request?.MaxOutputTokens ?? options.MaxOutputTokens;
        return wanted >= 1 ? wanted : throw new ArgumentException($"MaxOutputTokens is {wanted}: it must be at least 1.", nameof(request));
    }

    /// <summary>
    /// Tokens that a prompt leaves to its response. A request for a shorter one leaves as much as any other: it then drops the
    /// same turns, and its prompt begins as those before and after it.
    /// </summary>
    public static int ReservedTokens(LlamaOptions options, ChatOptions? request) =>
        Math.Max(options.MaxOutputTokens, MaxTokens(options, request));

    public static SamplingSettings Sampling(LlamaOptions options, ChatOptions? request)
    {
        var temperature = request?.Temperature ?? (float)options.Temperature;
        return options.Greedy || temperature <= 0
            ? SamplingSettings.Greedy
            : new SamplingSettings(
                temperature,
                request?.TopP ?? (float)options.TopP,
                request?.TopK ?? options.TopK,
                Seed(options, request),
                new RepeatPenalty((float)options.RepeatPenalty, options.RepeatPenaltyTokens)
            );
    }

    private static uint Seed(LlamaOptions options, ChatOptions? request) =>
        request?.Seed is { } seed ? unchecked((uint)seed) : options.Seed ?? unchecked((uint)Random.Shared.NextInt64());
}
