using System.Text;
using LLama;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>The tokens between which a model thinks aloud.</summary>
internal readonly record struct ThoughtMarks(LLamaToken Open, LLamaToken Close)
{
    /// <returns>Null for a vocabulary without them: every model that was taught to think (Qwen3, DeepSeek-R1, QwQ …) has them.</returns>
    public static ThoughtMarks? Of(LLamaWeights weights) =>
        Single(weights, "<think>") is { } open && Single(weights, "</think>") is { } close ? new(open, close) : null;

    private static LLamaToken? Single(LLamaWeights weights, string mark) =>
        weights.Tokenize(mark, false, true, Encoding.UTF8) is [var token] ? token : null;
}
