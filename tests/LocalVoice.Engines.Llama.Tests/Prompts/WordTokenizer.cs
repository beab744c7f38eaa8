using LLama.Native;
using LocalVoice.Engines.Llama.Prompts;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

/// <summary>One token a word, and one for each message.</summary>
internal sealed class WordTokenizer : IPromptTokenizer
{
    public List<PromptMessage> Last { get; private set; } = [];

    public LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        Last = [.. messages];
        return new LLamaToken[Last.Sum(message => 1 + message.Content.Split(' ').Length)];
    }
}
