using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A session at the rate of telephones, whose line tells what was played.</summary>
public sealed class TelephoneScenarios
{
    private static readonly AudioFormat Telephone = new(AudioEncoding.Pcm16, 8_000);

    /// <summary>By the session's own clock 2.5 s and more were played; the line says 500 ms, ten characters.</summary>
    [Fact]
    public async Task An_interrupted_answer_is_kept_as_far_as_the_line_says_it_was_played()
    {
        await using var call = new SessionScenario(
            new()
            {
                InputFormat = Telephone,
                OutputFormat = Telephone,
                Extensions = true,
            }
        );
        call.Recognizer.Finals.Then("Cuenta.", "Para, espera un momento.");
        call.Recognizer.Interims.Then(null, new("Para, espera", " un momento"));
        call.Chat.Replies.Then(Calls.LongAnswer, "Vale.");
        await call.SayAsync(600);
        await call.ListenAsync(2500);
        var item = call.Log.Of<ResponseStarted>()[0];

        while (call.Log.Of<PlaybackFlushed>().Count == 0)
        {
            await call.Session.SendAsync(new PlaybackPosition(item.Ordinal, Telephone.SamplesIn(TimeSpan.FromMilliseconds(500))), default);
            await call.SayAsync(20);
            Assert.True(call.Log.All.Count < 10_000, call.Log.Story);
        }

        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(item.ItemId))).Item.Text!;
        Assert.StartsWith(heard.TrimEnd(), Calls.LongAnswer, StringComparison.Ordinal);
        Assert.InRange(heard.Length, 3, 14);
    }
}
