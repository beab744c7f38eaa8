using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Picks the tokens of one response.</summary>
internal interface ITokenSampler : IDisposable
{
    /// <param name="index">Index of the last batch's token whose successor is wanted.</param>
    LLamaToken Sample(int index);
}
