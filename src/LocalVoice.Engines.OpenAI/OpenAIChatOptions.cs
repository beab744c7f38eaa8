using LocalVoice.Configuration;
using LocalVoice.Engines.OpenAI.Http;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.OpenAI;

/// <summary>
/// Settings of a language model behind an OpenAI-compatible API. Unless a source is given, defaults were chosen by trial, not
/// measured.
/// </summary>
public sealed class OpenAIChatOptions
{
    /// <summary>Base address: <c>https://api.groq.com/openai/v1</c>, <c>http://10.0.0.5:8000/v1</c> ….</summary>
    [Address(["http", "https"], "an http or https address without user name and query")]
    public Uri Url { get; set; } = new("https://api.openai.com/v1");

    /// <summary>A name of the service's list of models.</summary>
    [NotEmpty("a model of the service")]
    public string Model { get; set; } = "";

    /// <summary>Sent as bearer token; empty for a server that asks for none. Never logged.</summary>
    public string Key { get; set; } = "";

    /// <summary>The service's name in reports and messages: <c>openai</c>, <c>groq</c>, <c>gemini</c> or any.</summary>
    [Matches("[a-z0-9][a-z0-9._-]{0,31}", "a short name such as openai, groq or gemini")]
    public string Service { get; set; } = "openai";

    /// <summary>Until a connection is open, TLS included, 0.1…60 s. Default 2 s.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>From the request to the first token, thoughts included, 0.1…120 s. Default 5 s.</summary>
    [Within("00:00:00.1", "00:02:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>From one piece of a response to the next, 0.1…120 s. Default 3 s.</summary>
    [Within("00:00:00.1", "00:02:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Of requests that name none, 0…2; null: the service's own. OpenAI's reasoning models take no other than 1.</summary>
    [Within(0, 2)]
    public float? Temperature { get; set; }

    /// <summary>Most tokens of a response, 1…32,768; a request may ask for fewer. Thoughts count.
    /// Default 1024.</summary>
    [Within(1, 32_768)]
    public int MaxOutputTokens { get; set; } = 1024;

    /// <summary>
    /// The field that limits a response: <c>max_completion_tokens</c>, which OpenAI's reasoning models require and Groq prefers,
    /// or <c>max_tokens</c>, which Gemini's documents use and every server of one's own knows. Null: by <see cref="Service"/>.
    /// </summary>
    [Matches("max_tokens|max_completion_tokens", "max_tokens or max_completion_tokens")]
    public string? TokenLimitField { get; set; }

    /// <summary><c>none</c>, <c>minimal</c>, <c>low</c> …, as the model knows them; null: not sent.</summary>
    [Matches("[a-z]{1,16}", "a word such as none, minimal, low, medium or high")]
    public string? ReasoningEffort { get; set; }

    /// <summary>Second tries before the first token, after a failure that cost no time, 0…1. Default 1.</summary>
    [Within(0, 1)]
    public int Retries { get; set; } = 1;

    internal bool LimitsCompletion =>
        TokenLimitField is { } name
            ? string.Equals(name, "max_completion_tokens", StringComparison.OrdinalIgnoreCase)
            : Service is "openai" or "groq";

    internal RemoteService RemoteService => new RemoteService("llm", Service, Model, Url, Key).Checked();

    internal ConnectionOptions Connection => new(ConnectTimeout, Retries);
}

/// <summary>Checks the language model's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class OpenAIChatOptionsValidator : IValidateOptions<OpenAIChatOptions>
{
    /// <summary>Names the options in messages where the caller does not.</summary>
    public const string Section = "LocalVoice:Backends:Llm";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(OpenAIChatOptions options)
    {
        if (new OpenAIChatOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
