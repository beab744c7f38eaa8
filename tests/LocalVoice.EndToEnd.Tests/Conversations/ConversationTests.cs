using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Conversations;

/// <summary>Whole conversations: spoken questions over a real WebSocket, real engines, spoken answers.</summary>
[Collection(EndToEnd.Name)]
public sealed class ConversationTests(RunningLocalVoice localVoice)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public Task Three_turns_are_heard_and_answered_in_binary_framing() => HoldThreeTurnsAsync(() => new LocalVoiceFraming());

    [Fact]
    public Task Three_turns_are_heard_and_answered_in_the_framing_of_stock_clients() => HoldThreeTurnsAsync(() => new Base64Framing());

    [Fact]
    public async Task Each_language_is_heard_and_answered()
    {
        var catalan = await AskAsync(SpokenSamples.CapitalOfFranceInCatalan);
        var english = await AskAsync(SpokenSamples.KitchenLight);

        Assert.Equal("La capital de França és París.", catalan.Answered.Trim());
        Assert.Equal("I have turned on the light in the kitchen.", english.Answered.Trim());
    }

    [Fact]
    public async Task Sessions_at_the_same_time_keep_their_words_apart()
    {
        var turns = await Task.WhenAll(
            AskAsync(SpokenSamples.CapitalOfItaly),
            AskAsync(SpokenSamples.CapitalOfFrance),
            AskAsync(SpokenSamples.CapitalOfFranceInCatalan)
        );

        Assert.Equal(
            ["La capital de Italia es Roma.", "The capital of France is Paris.", "La capital de França és París."],
            turns.Select(turn => turn.Answered.Trim())
        );
    }

    [Fact]
    public async Task The_sequential_baseline_answers_the_same()
    {
        var session = new SessionRequest
        {
            Language = "es",
            Pipeline = "sequential",
            FixedSilence = TimeSpan.FromMilliseconds(600),
        };

        var turn = await AskAsync(SpokenSamples.CapitalOfItaly, session);

        Assert.Equal("La capital de Italia es Roma.", turn.Answered.Trim());
        Assert.True(turn.VoiceToVoice > TimeSpan.FromMilliseconds(600), $"voice to voice was {turn.VoiceToVoice}");
    }

    private async Task HoldThreeTurnsAsync(Func<IClientFraming> framing)
    {
        await using var call = await OpenAsync(
            "es",
            new CallOptions
            {
                Framing = framing,
                Session = new() { Language = "es" },
            }
        );

        var italy = await call.SayAsync(RecordingOf(SpokenSamples.CapitalOfItaly), None);
        var table = await call.SayAsync(RecordingOf(SpokenSamples.BookATable), None);
        var again = await call.SayAsync(RecordingOf(SpokenSamples.CapitalOfItaly), None);

        AssertAnswered(italy, SpokenSamples.CapitalOfItaly, "La capital de Italia es Roma.");
        AssertAnswered(table, SpokenSamples.BookATable, "Hecho, una mesa para cuatro personas el viernes a las nueve. ¿Algo más?");
        AssertAnswered(again, SpokenSamples.CapitalOfItaly, "La capital de Italia es Roma.");
    }

    private async Task<SpokenTurn> AskAsync(SpokenSample sample, SessionRequest? session = null)
    {
        await using var call = await OpenAsync(sample.Language, new() { Session = session ?? new() { Language = sample.Language } });
        var turn = await call.SayAsync(RecordingOf(sample), None);
        Assert.Null(turn.Error);
        return turn;
    }

    private Task<RealtimeCall> OpenAsync(string profile, CallOptions options) =>
        RealtimeCall.OpenAsync(
            localVoice.Address.RealtimeUrl(profile),
            options with
            {
                ApiKey = localVoice.Address.Key,
                ResponseTimeout = TimeSpan.FromSeconds(60),
            },
            TimeProvider.System,
            None
        );

    private static Recording RecordingOf(SpokenSample sample) => WaveFile.Load(sample.FilePath);

    private static void AssertAnswered(SpokenTurn turn, SpokenSample said, string answer)
    {
        Assert.Null(turn.Error);
        Assert.Equal(said.Text, turn.Heard.Trim());
        Assert.Equal(answer, turn.Answered.Trim());
        Assert.NotNull(turn.VoiceToVoice);
        Assert.True(turn.Response!.Duration > TimeSpan.FromSeconds(1), $"the answer lasts {turn.Response.Duration}");
    }
}
