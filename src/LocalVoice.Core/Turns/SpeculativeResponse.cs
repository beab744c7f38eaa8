using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.Words;

namespace LocalVoice.Core.Turns;

/// <summary>A response started behind its gate before the turn was decided, with what it is based on.</summary>
/// <param name="response">Behind its gate.</param>
/// <param name="transcript">What the user seemed to have said.</param>
/// <param name="historyVersion">Of the conversation before it.</param>
/// <param name="settings">Of the session.</param>
internal sealed class SpeculativeResponse(Response response, string transcript, int historyVersion, SessionSettings settings)
{
    private readonly string[] _words = SpokenWords.Of(transcript);

    public Response Response => response;

    /// <summary>By the language model, 0…1: that the message ends with those words. Null while unknown.</summary>
    public double? MessageEnd { get; set; }

    /// <summary>Whether history and settings are unchanged since the response started, and it has not failed.</summary>
    public bool IsCurrent(int nowVersion, SessionSettings now) =>
        response.Result is null && nowVersion == historyVersion && now == settings;

    /// <summary>Whether a transcript says the same: word by word, and asked if that was asked.</summary>
    public bool Responds(string text) => IsQuestion(text) == IsQuestion(transcript) && _words.SequenceEqual(SpokenWords.Of(text));

    private static bool IsQuestion(string text) => text.TrimEnd().EndsWith('?');
}

/// <summary>The language model has judged how likely the user's message ends with what a speculative response responds to.</summary>
/// <param name="Probability">0…1.</param>
internal sealed record MessageEndJudged(Response Response, double Probability);
