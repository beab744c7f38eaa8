using System.Text.Json;
using LocalVoice.Client;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Compare.Prices;

/// <summary>What services charge for, measured or derived as <see cref="Assumptions"/> tell.</summary>
public sealed record Consumption
{
    // s16le, 16 kHz, mono: what recognisers are sent.
    private const double BytesPerSecond = 32_000;

    // "1 token for every 50 ms of assistant audio": developers.openai.com/api/docs/guides/realtime-costs.
    private const double TokensPerSpokenSecond = 20;

    public static IReadOnlyList<string> Assumptions { get; } =
    [
        "A minute of conversation is a minute of the measured turns: the user's utterance, the wait and the whole response.",
        "Audio sent to a recogniser is its bytes ÷ 32,000 per second; idle connections are not charged.",
        "Characters spoken are those of the response's transcript; tokens of audio that a service does not count are 20 per second.",
        "Cached input is charged like other input; responses begun in a pause and discarded are not counted.",
        "Local costs 0: electricity and hardware are not counted.",
    ];

    /// <summary>Utterance, wait and response.</summary>
    public TimeSpan Conversation { get; init; }

    /// <summary>Audio sent to the recogniser, in seconds.</summary>
    public double HeardSeconds { get; init; }

    public double Characters { get; init; }

    public double InputTokens { get; init; }

    public double OutputTokens { get; init; }

    public double InputAudioTokens { get; init; }

    public double OutputAudioTokens { get; init; }

    public static Consumption Sum(IEnumerable<Consumption> parts) => parts.Aggregate(new Consumption(), (sum, part) => sum.Plus(part));

    internal static Consumption OfPipeline(SpokenTurn turn, IReadOnlyDictionary<string, StageUse> uses) =>
        new()
        {
            Conversation = LengthOf(turn),
            HeardSeconds = (uses.GetValueOrDefault(TurnStages.Stt)?.BytesSent ?? 0) / BytesPerSecond,
            Characters = turn.Answered.Length,
            InputTokens = Tokens(turn.Usage, "input_tokens"),
            OutputTokens = Tokens(turn.Usage, "output_tokens"),
            OutputAudioTokens = (turn.Response?.Duration.TotalSeconds ?? 0) * TokensPerSpokenSecond,
        };

    internal static Consumption OfWhole(SpokenTurn turn) =>
        new()
        {
            Conversation = LengthOf(turn),
            InputTokens = Tokens(turn.Usage, "input_token_details", "text_tokens"),
            OutputTokens = Tokens(turn.Usage, "output_token_details", "text_tokens"),
            InputAudioTokens = Tokens(turn.Usage, "input_token_details", "audio_tokens"),
            OutputAudioTokens = Tokens(turn.Usage, "output_token_details", "audio_tokens"),
        };

    private static TimeSpan LengthOf(SpokenTurn turn) =>
        turn.Said + (turn.VoiceToVoice ?? TimeSpan.Zero) + (turn.Response?.Duration ?? TimeSpan.Zero);

    private static double Tokens(JsonElement? usage, params ReadOnlySpan<string> path)
    {
        if (usage is not { } element)
        {
            return 0;
        }

        foreach (var property in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out element))
            {
                return 0;
            }
        }

        return element.ValueKind == JsonValueKind.Number ? element.GetDouble() : 0;
    }

    private Consumption Plus(Consumption other) =>
        new()
        {
            Conversation = Conversation + other.Conversation,
            HeardSeconds = HeardSeconds + other.HeardSeconds,
            Characters = Characters + other.Characters,
            InputTokens = InputTokens + other.InputTokens,
            OutputTokens = OutputTokens + other.OutputTokens,
            InputAudioTokens = InputAudioTokens + other.InputAudioTokens,
            OutputAudioTokens = OutputAudioTokens + other.OutputAudioTokens,
        };
}
