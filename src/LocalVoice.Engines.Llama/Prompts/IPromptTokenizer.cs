using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Renders messages with the model's template and tokenises them.</summary>
internal interface IPromptTokenizer
{
    LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending);
}
