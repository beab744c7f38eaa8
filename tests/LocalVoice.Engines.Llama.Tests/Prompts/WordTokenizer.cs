using LLama.Native;
using LocalVoice.Engines.Llama.Prompts;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

/// <summary>One token a word, and one for each message.</summary>
internal sealed class WordTokenizer : IPromptTokenizer
{
    public List<PromptMessage> Last { get; private set; } = [];

    /// <summary>Messages tokenised so far, each as often as it was.</summary>
    public int Messages { get; private set; }

    /// <summary>Called before each tokenisation.</summary>
    public Action Tokenizing { get; set; } = () => { };

    public LLamaToken[] Tokenize(IEnumerable<PromptMessage> messages, PromptEnding ending)
    {
        Tokenizing();
        Last = [.. messages];
        Messages += Last.Count;
        return new LLamaToken[Last.Sum(message => 1 + message.Content.Split(' ').Length)];
    }
}
