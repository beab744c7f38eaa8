using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// What a prompt has after the user's last words: the template's end of the message, then the opening of the response. The
/// same tokens whatever the words are, because a control token is never part of a word.
/// </summary>
internal sealed class UserEnding
{
    private readonly LLamaToken[] _tokens;

    private UserEnding(LLamaToken[] tokens, LLamaToken[] stops) => (_tokens, Stops) = (tokens, stops);

    /// <summary>What ends a sentence, as far as the vocabulary has a token for it.</summary>
    public LLamaToken[] Stops { get; }

    /// <returns>Null where the template ends a message in no control token: the model then has several ways to end it.</returns>
    /// <param name="stops">See <see cref="Stops"/>.</param>
    public static UserEnding? Of(LLamaToken[] tokens, LLamaToken[] stops, SafeLlamaModelHandle.Vocabulary vocabulary) =>
        tokens is [var end, ..] && end.IsControl(vocabulary) ? new(tokens, stops) : null;

    /// <summary>Position of the token that ends the user's last message; null where the prompt does not end in one.</summary>
    /// <remarks>Nothing but the opening of a response that must begin with a call may follow.</remarks>
    public int? In(ReadOnlySpan<LLamaToken> prompt) => prompt.LastIndexOf(_tokens) is var position and > 0 ? position : null;
}
