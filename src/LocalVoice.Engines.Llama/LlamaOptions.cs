using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Llama;

/// <summary>
/// Settings of the local language model: weights, memory and sampling. Unless a source is given, defaults were chosen
/// by trial, not measured.
/// </summary>
public sealed class LlamaOptions : IValidatableObject
{
    /// <summary>A GGUF file.</summary>
    [NotEmpty("a GGUF file")]
    public string ModelPath { get; set; } = "";

    /// <summary>
    /// Name of one of llama.cpp's built-in chat templates (<c>chatml</c>, <c>llama3</c>, <c>mistral-v7</c> …), for a model whose own
    /// llama.cpp does not recognise. Empty: the model's own.
    /// </summary>
    public string Template { get; set; } = "";

    /// <summary>Path of a custom <c>libllama</c> with its ggml libraries beside it. Empty: the package's.</summary>
    public string LibraryPath { get; set; } = "";

    /// <summary>
    /// Tokens that the cache holds for all sessions together, 128…1,048,576; shared prefixes count once. 0, the default, is 256 for
    /// each session, at least 4096, and on a CPU no more than 48 MiB hold, but 2048: with SmolLM2-135M 2048 tokens, 45 MiB.
    /// </summary>
    public int ContextTokens { get; set; }

    /// <summary>Conversations in the cache at once, 1…256. Further ones wait for a free sequence. Default 8, of the server 64.</summary>
    [Within(1, 256)]
    public int MaxSessions { get; set; } = 8;

    /// <summary>
    /// Maximum tokens per step, <see cref="MaxSessions"/>…8192. Default 256: of SmolLM2-135M, 512 (llama.cpp's default) took 23 MiB
    /// of buffers and 128 took 6, and a CPU's steps are shorter anyway. On a GPU 512 or more fill the cache sooner.
    /// </summary>
    public int BatchTokens { get; set; } = 256;

    /// <summary>
    /// Maximum prompt tokens in a step that also generates tokens, 1…8192: bounds the delay that a long prompt adds
    /// to each generated token of other sessions. Default 64.
    /// </summary>
    [Within(1, 8192)]
    public int InterleavedPrefillTokens { get; set; } = 64;

    /// <summary>
    /// Maximum threads per step, 1…256, leased from the process's budget: fewer when fewer are free. Default 2: on two cores
    /// 24 prompt tokens of SmolLM2-135M took 93 instead of 130 ms, and one generated token 11.6 instead of 13.5.
    /// </summary>
    [Within(1, 256)]
    public int Threads { get; set; } = 2;

    /// <summary>Layers on the GPU, 0…1000; 0 computes on the CPU, more than the model has means all. Default 0.</summary>
    [Within(0, 1000)]
    public int GpuLayerCount { get; set; }

    /// <summary>GPU index, 0…63. Default 0.</summary>
    [Within(0, 63)]
    public int MainGpu { get; set; }

    /// <summary>Sampling temperature, 0…2; 0 always selects the likeliest token. Default 0.7.</summary>
    [Within(0, 2)]
    public double Temperature { get; set; } = 0.7;

    /// <summary>Probability mass sampled from (top-p), above 0 up to 1. Default 0.9.</summary>
    [Within(0.01, 1)]
    public double TopP { get; set; } = 0.9;

    /// <summary>Maximum candidates sampled from (top-k), 0…1000; 0 is no limit. Default 40, as llama.cpp.</summary>
    [Within(0, 1000)]
    public int TopK { get; set; } = 40;

    /// <summary>
    /// By how much a token becomes less likely that is among the response's last ones, 1…2; 1 is not at all, and a greedy
    /// response takes the likeliest in any case. Default 1.1, as Ollama.
    /// </summary>
    [Within(1, 2)]
    public double RepeatPenalty { get; set; } = 1.1;

    /// <summary>How many of the response's last tokens count for <see cref="RepeatPenalty"/>, 0…4096. Default 64, as Ollama.</summary>
    [Within(0, 4096)]
    public int RepeatPenaltyTokens { get; set; } = 64;

    /// <summary>
    /// Whether a response ends that says the same words over and over: one word 8 times in a row, a phrase of up to 5 words 5
    /// times, a sentence 3 or 4 times. Default true.
    /// </summary>
    public bool StopRepetition { get; set; } = true;

    /// <summary>
    /// Maximum tokens of a response, 1…32,768, unless the request says otherwise; every prompt leaves room for as many. Default
    /// 256.
    /// </summary>
    [Within(1, 32_768)]
    public int MaxOutputTokens { get; set; } = 256;

    /// <summary>
    /// Maximum tokens that a model thinks before it answers, 0…32,768, of those whose template has no switch to turn thinking off;
    /// where it has one it is off. Thoughts are no part of the response, and time until its first word. Default 128: a second or
    /// two on a GPU.
    /// </summary>
    [Within(0, 32_768)]
    public int ThinkingTokens { get; set; } = 128;

    /// <summary>Always selects the likeliest token, whatever the request's temperature. Default false.</summary>
    public bool Greedy { get; set; }

    /// <summary>
    /// Whether a call that a request requires (<c>tool_choice</c>) can only be one that fits its function's schema. With SmolLM2-135M
    /// a token then took 10 ms of processor time instead of 8, and the calls were right that were broken without. Default true.
    /// </summary>
    public bool ConstrainRequiredCalls { get; set; } = true;

    /// <summary>Seed for repeatable sampling; null draws a new one for every request. Default null.</summary>
    public uint? Seed { get; set; }

    /// <summary>Tokens that a response may be ahead of its reader before it is paused, 1…4096. Default 32.</summary>
    [Within(1, 4096)]
    public int OutputBufferTokens { get; set; } = 32;

    /// <summary>Maximum requests waiting for a sequence, 1…4096; more are refused at once. Default 64.</summary>
    [Within(1, 4096)]
    public int MaxWaitingRequests { get; set; } = 64;

    /// <summary>Time-out of the wait for a sequence when all are busy, 0.1…60 s. Default 5 s.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan SequenceWait { get; set; } = TimeSpan.FromSeconds(5);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (ContextTokens is not 0 and (< 128 or > 1_048_576))
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(ContextTokens),
                ContextTokens,
                "128…1048576, or 0 for as many as the sessions need"
            );
        }

        if (BatchTokens < MaxSessions || BatchTokens > 8192)
        {
            yield return SettingAttribute.Failure(validationContext, nameof(BatchTokens), BatchTokens, $"{MaxSessions} (MaxSessions)…8192");
        }
    }
}

/// <summary>Checks the language model's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class LlamaOptionsValidator : IValidateOptions<LlamaOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Engines:Llm";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(LlamaOptions options)
    {
        if (new LlamaOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
