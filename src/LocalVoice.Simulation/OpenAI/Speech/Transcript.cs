using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Responses;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>A transcript in the forms that the service has for it.</summary>
internal sealed record Transcript(TranscriptionForm Form, string Text, TimeSpan Duration)
{
    private const double TokensPerSecond = 10;

    private string[] Words =>
        [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) => index == 0 ? word : $" {word}")];

    public JsonObject Body() =>
        Form.Format == "verbose_json" ? Verbose() : new JsonObject { ["text"] = Text, ["usage"] = Form.IsWhisper ? Seconds() : Tokens() };

    public IEnumerable<ServerSentEvent> Events()
    {
        foreach (var word in Words)
        {
            yield return ServerSentEvent.Data(new JsonObject { ["type"] = "transcript.text.delta", ["delta"] = word }, isWord: true);
        }

        yield return ServerSentEvent.Data(
            new JsonObject
            {
                ["type"] = "transcript.text.done",
                ["text"] = Text,
                ["usage"] = Tokens(),
            }
        );
    }

    private JsonObject Verbose()
    {
        var verbose = new JsonObject
        {
            ["task"] = "transcribe",
            ["language"] = Form.Language ?? "english",
            ["duration"] = Duration.TotalSeconds,
            ["text"] = Text,
        };
        if (Form.WithWords)
        {
            verbose["words"] = new JsonArray([.. Words.Select(Word)]);
        }
        else
        {
            verbose["segments"] = new JsonArray(Segment());
        }

        verbose["usage"] = Seconds();
        return verbose;
    }

    /// <summary>All words take the same time.</summary>
    private JsonObject Word(string word, int index)
    {
        var each = Duration.TotalSeconds / Words.Length;
        return new()
        {
            ["word"] = word.Trim(' ', '.', ',', '!', '?'),
            ["start"] = index * each,
            ["end"] = (index + 1) * each,
        };
    }

    private JsonObject Segment() =>
        new()
        {
            ["id"] = 0,
            ["seek"] = 0,
            ["start"] = 0.0,
            ["end"] = Duration.TotalSeconds,
            ["text"] = $" {Text}",
            ["tokens"] = new JsonArray([.. Enumerable.Range(50_364, Words.Length).Select(token => (JsonNode)token)]),
            ["temperature"] = 0.0,
            ["avg_logprob"] = -0.25,
            ["compression_ratio"] = 1.2,
            ["no_speech_prob"] = 0.01,
        };

    private JsonObject Seconds() => new() { ["type"] = "duration", ["seconds"] = (int)Math.Ceiling(Duration.TotalSeconds) };

    private JsonObject Tokens()
    {
        var input = (int)Math.Ceiling(Duration.TotalSeconds * TokensPerSecond);
        return new()
        {
            ["type"] = "tokens",
            ["input_tokens"] = input,
            ["input_token_details"] = new JsonObject { ["text_tokens"] = 0, ["audio_tokens"] = input },
            ["output_tokens"] = Words.Length,
            ["total_tokens"] = input + Words.Length,
        };
    }
}
