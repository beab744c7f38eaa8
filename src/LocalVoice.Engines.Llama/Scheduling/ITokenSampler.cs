using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Samples the tokens of one response.</summary>
internal interface ITokenSampler : IDisposable
{
    /// <param name="index">Index in the last batch of the token whose successor is sampled.</param>
    LLamaToken Sample(int index);
}
