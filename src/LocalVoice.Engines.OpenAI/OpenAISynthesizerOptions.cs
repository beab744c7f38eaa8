using LocalVoice.Configuration;
using LocalVoice.Engines.OpenAI.Http;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.OpenAI;

/// <summary>
/// Settings of a synthesizer behind an OpenAI-compatible API. Unless a source is given, defaults were chosen by trial, not
/// measured. OpenAI's own speech models end on 6 January 2027 (developers.openai.com/api/docs/guides/text-to-speech); servers
/// of one's own speak the same protocol.
/// </summary>
public sealed class OpenAISynthesizerOptions
{
    /// <summary>Base address: <c>https://api.openai.com/v1</c>, <c>http://10.0.0.5:8880/v1</c> ….</summary>
    [Address(["http", "https"], "an http or https address without user name and query")]
    public Uri Url { get; set; } = new("https://api.openai.com/v1");

    /// <summary>A speech model of the service.</summary>
    [NotEmpty("a model of the service")]
    public string Model { get; set; } = "gpt-4o-mini-tts";

    /// <summary>Sent as bearer token; empty for a server that asks for none. Never logged.</summary>
    public string Key { get; set; } = "";

    /// <summary>The service's name in reports and messages: <c>openai</c> or any.</summary>
    [Matches("[a-z0-9][a-z0-9._-]{0,31}", "a short name such as openai")]
    public string Service { get; set; } = "openai";

    /// <summary>
    /// The service's voices; the first is the default. Empty: OpenAI's for <c>gpt-4o-mini-tts</c>, those first that it
    /// recommends (developers.openai.com/api/docs/guides/text-to-speech, "Voice options").
    /// </summary>
    public IList<string> Voices { get; set; } = [];

    /// <summary>How to speak, in words, for models that take it; null: not sent.</summary>
    public string? Instructions { get; set; }

    /// <summary>Whether the model knows <c>speed</c>; where not, every request is spoken at the model's own. Default true.</summary>
    public bool SendsSpeed { get; set; } = true;

    /// <summary>Until a connection is open, TLS included, 0.1…60 s. Default 2 s.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>From the request to the first audio, 0.1…120 s. Default 5 s.</summary>
    [Within("00:00:00.1", "00:02:00")]
    public TimeSpan FirstAudioTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>From 20 ms of audio to the next, 0.1…120 s. Default 3 s.</summary>
    [Within("00:00:00.1", "00:02:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Second tries before the first audio, after a failure that cost no time, 0…1. Default 1.</summary>
    [Within(0, 1)]
    public int Retries { get; set; } = 1;

    internal RemoteService RemoteService => new RemoteService("tts", Service, Model, Url, Key).Checked();

    internal ConnectionOptions Connection => new(ConnectTimeout, Retries);
}

/// <summary>Checks the synthesizer's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class OpenAISynthesizerOptionsValidator : IValidateOptions<OpenAISynthesizerOptions>
{
    /// <summary>Names the options in messages where the caller does not.</summary>
    public const string Section = "LocalVoice:Backends:Tts";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(OpenAISynthesizerOptions options)
    {
        if (new OpenAISynthesizerOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
