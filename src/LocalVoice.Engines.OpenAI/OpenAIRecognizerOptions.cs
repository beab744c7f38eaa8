using LocalVoice.Configuration;
using LocalVoice.Engines.OpenAI.Http;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.OpenAI;

/// <summary>
/// Settings of a recogniser behind an OpenAI-compatible API. Unless a source is given, defaults were chosen by trial, not
/// measured.
/// </summary>
public sealed class OpenAIRecognizerOptions
{
    /// <summary>Base address: <c>https://api.groq.com/openai/v1</c>, <c>http://10.0.0.5:8000/v1</c> ….</summary>
    [Address(["http", "https"], "an http or https address without user name and query")]
    public Uri Url { get; set; } = new("https://api.openai.com/v1");

    /// <summary>
    /// A name of the service's list of models. Default <c>gpt-transcribe</c>: OpenAI's others end on 26 February 2027
    /// (developers.openai.com/api/docs/deprecations). Groq's are <c>whisper-large-v3-turbo</c> and <c>whisper-large-v3</c>.
    /// </summary>
    [NotEmpty("a model of the service")]
    public string Model { get; set; } = "gpt-transcribe";

    /// <summary>Sent as bearer token; empty for a server that asks for none. Never logged.</summary>
    public string Key { get; set; } = "";

    /// <summary>The service's name in reports and messages: <c>openai</c>, <c>groq</c> or any.</summary>
    [Matches("[a-z0-9][a-z0-9._-]{0,31}", "a short name such as openai or groq")]
    public string Service { get; set; } = "openai";

    /// <summary>Until a connection is open, TLS included, 0.1…60 s. Default 2 s.</summary>
    [Within("00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>From the request to the whole transcript, 0.1…120 s. Default 5 s.</summary>
    [Within("00:00:00.1", "00:02:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Send what was said so far while the user speaks, for interim transcripts: each sends the whole utterance again, and is
    /// paid for. Default false.
    /// </summary>
    public bool Interims { get; set; }

    /// <summary>New audio that an interim requires, 300 ms…10 s. Default 1 s.</summary>
    [Within("00:00:00.3", "00:00:10")]
    public TimeSpan MinInterimPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An utterance whose loudest 20 ms stay below this level is silence, and is not sent, −120…−20 dBFS.</summary>
    [Within(-120, -20)]
    public double SilenceDbfs { get; set; } = -60;

    /// <summary>Second tries after a failure that cost no time, 0…1. Default 1.</summary>
    [Within(0, 1)]
    public int Retries { get; set; } = 1;

    internal RemoteService RemoteService => new RemoteService("stt", Service, Model, Url, Key).Checked();

    internal ConnectionOptions Connection => new(ConnectTimeout, Retries);
}

/// <summary>Checks the recogniser's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class OpenAIRecognizerOptionsValidator : IValidateOptions<OpenAIRecognizerOptions>
{
    /// <summary>Names the options in messages where the caller does not.</summary>
    public const string Section = "LocalVoice:Backends:Stt";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(OpenAIRecognizerOptions options)
    {
        if (new OpenAIRecognizerOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
