using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Llama;

/// <summary>The local language model: which weights, how much memory, and how it picks words.</summary>
public sealed class LlamaOptions : IValidatableObject
{
    /// <summary>A GGUF file with a chat template.</summary>
    [NotEmpty("a GGUF file")]
    public string ModelPath { get; set; } = "";

    /// <summary>A <c>libllama</c> of your own, its ggml libraries beside it. Empty: the package's.</summary>
    public string LibraryPath { get; set; } = "";

    /// <summary>Tokens that the cache holds for all sessions together, 128…1,048,576. Shared beginnings count once. Default 8192.</summary>
    [Within(128, 1_048_576)]
    public int ContextTokens { get; set; } = 8192;

    /// <summary>Conversations that stay in the cache at once, 1…256. More wait for a free place. Default 8.</summary>
    [Within(1, 256)]
    public int MaxSessions { get; set; } = 8;

    /// <summary>Tokens in one step at most, <see cref="MaxSessions"/>…8192. Default 512.</summary>
    public int BatchTokens { get; set; } = 512;

    /// <summary>
    /// Of those, tokens of prompts in a step in which somebody's answer also gets its next token, 1…8192: what a
    /// long prompt may cost a talking session per token. Default 64.
    /// </summary>
    [Within(1, 8192)]
    public int InterleavedPrefillTokens { get; set; } = 64;

    /// <summary>Threads of one step at most, 1…256; they are leased from the process's budget. Default 1.</summary>
    [Within(1, 256)]
    public int Threads { get; set; } = 1;

    /// <summary>Layers on the GPU, 0…1000; 0 computes on the CPU, more than the model has means all. Default 0.</summary>
    [Within(0, 1000)]
    public int GpuLayerCount { get; set; }

    /// <summary>Which GPU, 0…63. Default 0.</summary>
    [Within(0, 63)]
    public int MainGpu { get; set; }

    /// <summary>0…2; 0 always takes the likeliest token. Default 0.7.</summary>
    [Within(0, 2)]
    public double Temperature { get; set; } = 0.7;

    /// <summary>Share of the probability that is picked from, above 0 up to 1. Default 0.9.</summary>
    [Within(0.01, 1)]
    public double TopP { get; set; } = 0.9;

    /// <summary>Candidates that are picked from at most, 0…1000; 0 is no limit. Default 40.</summary>
    [Within(0, 1000)]
    public int TopK { get; set; } = 40;

    /// <summary>Longest answer in tokens, 1…32,768, unless the request says otherwise. Default 256.</summary>
    [Within(1, 32_768)]
    public int MaxOutputTokens { get; set; } = 256;

    /// <summary>Always takes the likeliest token, whatever a request asks. Default false.</summary>
    public bool Greedy { get; set; }

    /// <summary>Makes picks repeatable; null draws a new seed for every request. Default null.</summary>
    public uint? Seed { get; set; }

    /// <summary>Tokens that a response may be ahead of its reader before it pauses, 1…4096. Default 32.</summary>
    [Within(1, 4096)]
    public int OutputBufferTokens { get; set; } = 32;

    /// <summary>Requests that may wait for a sequence, 1…4096; more are refused at once. Default 64.</summary>
    [Within(1, 4096)]
    public int MaxWaitingRequests { get; set; } = 64;

    /// <summary>How long a request waits for a sequence when all are busy, 0.1…60 s. Default 5 s.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan SequenceWait { get; set; } = TimeSpan.FromSeconds(5);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (BatchTokens < MaxSessions || BatchTokens > 8192)
        {
            yield return SettingAttribute.Failure(validationContext, nameof(BatchTokens), BatchTokens, $"{MaxSessions} (MaxSessions)…8192");
        }
    }
}

/// <summary>Checks the language model's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class LlamaOptionsValidator : IValidateOptions<LlamaOptions>
{
    /// <summary>Where an operator writes them.</summary>
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
