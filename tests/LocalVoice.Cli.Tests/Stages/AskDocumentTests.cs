using LocalVoice.Cli.Stages.Ask;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Cli.Tests.Stages;

public sealed class AskDocumentTests
{
    [Fact]
    public async Task Answer_is_put_together_and_its_pieces_are_counted()
    {
        var chat = new FakeChatClient();
        chat.Replies.Then("Roma es la capital.");

        var answer = await AskDocument.OfAsync(
            chat,
            [new ChatMessage(ChatRole.User, "¿Roma?")],
            TimeProvider.System,
            CancellationToken.None
        );

        Assert.Equal("Roma es la capital.", answer.Answer);
        Assert.Equal(4, answer.Tokens);
        Assert.True(answer.TtftMs >= 0);
    }

    [Fact]
    public async Task Answer_is_the_likeliest_one()
    {
        var chat = new FakeChatClient();

        await AskDocument.OfAsync(chat, [new ChatMessage(ChatRole.User, "¿Roma?")], TimeProvider.System, CancellationToken.None);

        Assert.Equal(0, Assert.Single(chat.Requests).Options?.Temperature);
    }
}
