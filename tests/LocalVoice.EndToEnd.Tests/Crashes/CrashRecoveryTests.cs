using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LocalVoice.EndToEnd.Tests.Conversations;

namespace LocalVoice.EndToEnd.Tests.Crashes;

/// <summary>The program is killed in mid-answer, and a supervisor starts it anew.</summary>
public sealed class CrashRecoveryTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task After_a_crash_the_caller_is_back_with_the_whole_conversation_in_ten_seconds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals by their numbers on Linux.");
        var patience = SupervisedProgram.Patience();
        await using var program = SupervisedProgram.Start();
        await using var conversation = new LastingConversation(program.Realtime);
        var process = await program.ServingAsync();
        await conversation.ConnectAsync(patience);
        await conversation.AskAsync("¿Cuál es la capital de Francia?", patience);
        Assert.Contains("París", await conversation.AnswerAsync(patience), StringComparison.Ordinal);

        await conversation.AskAsync("¿Qué puedes hacer?", patience);
        await conversation.ReceiveAsync("response.output_audio.delta", patience);
        var crashed = Stopwatch.GetTimestamp();
        SupervisedProgram.Crash(process);
        await Assert.ThrowsAsync<WebSocketException>(() => conversation.ListenAsync(patience));
        await conversation.ConnectAsync(patience);
        var back = Stopwatch.GetElapsedTime(crashed);
        await conversation.RequestAsync(patience);
        var answer = await conversation.AnswerAsync(patience);
        var answered = Stopwatch.GetElapsedTime(crashed);

        output.WriteLine($"Back after {back.TotalSeconds:0.0} s, answered after {answered.TotalSeconds:0.0} s.");
        Assert.NotEqual(process, await program.ServingAsync());
        Assert.NotEmpty(answer);
        Assert.True(back < Most, $"{back.TotalSeconds:0.0} s");
        Assert.Equal("París", await RetrieveAsync(conversation, patience));
    }

    /// <returns>The word of the first answer by which the new server knows it.</returns>
    private static async Task<string> RetrieveAsync(LastingConversation conversation, CancellationToken patience)
    {
        await conversation.SendAsync(
            new JsonObject { ["type"] = "conversation.item.retrieve", ["item_id"] = conversation.Items[1] },
            patience
        );
        var item = (await conversation.ReceiveAsync("conversation.item.retrieved", patience))["item"]!;
        var text = item["content"]![0]!["text"]!.GetValue<string>();
        return text.Contains("París", StringComparison.Ordinal) ? "París" : text;
    }
}
