using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Writes messages as the model reads them.</summary>
internal interface IPromptTokenizer
{
    LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending);
}
