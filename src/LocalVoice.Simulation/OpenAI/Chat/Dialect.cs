using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>How one provider speaks chat completions: paths, parameters, errors, headers and chunks. Thread-safe.</summary>
internal abstract class Dialect
{
    public static Dialect Of(ChatDialect dialect) =>
        dialect switch
        {
            ChatDialect.OpenAI => new OpenAIDialect(),
            ChatDialect.Groq => new GroqDialect(),
            ChatDialect.Gemini => new GeminiDialect(),
            ChatDialect.Compatible => new CompatibleDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No such dialect."),
        };

    public abstract string BasePath { get; }

    public abstract IReadOnlyList<string> Models { get; }

    /// <summary>The model's own name, where requests may write it otherwise.</summary>
    public virtual string Canonical(string model) => model;

    public abstract ChatRules Rules(string model);

    /// <summary>Rules between parameters, after each was found right.</summary>
    /// <exception cref="RefusedException">The combination is not accepted.</exception>
    public virtual void CheckTogether(System.Text.Json.JsonElement request) { }

    public abstract ErrorAnswer Answer(Refusal refusal);

    /// <summary>What comes amid a stream that fails.</summary>
    public abstract IEnumerable<ServerSentEvent> Failure();

    public abstract void WriteHeaders(IHeaderDictionary headers, string requestId, TimeSpan processing);

    public abstract JsonObject Completion(ChatReply reply);

    /// <summary>With the <c>[DONE]</c> at the end.</summary>
    public abstract IEnumerable<ServerSentEvent> Events(ChatReply reply);

    public abstract JsonObject Model(string id, long created);
}
