using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

/// <summary>The real model, many sessions at once.</summary>
public sealed class SharedModelTests
{
    [Fact]
    public async Task Many_sessions_at_once_get_the_answers_that_each_gets_alone()
    {
        using var client = StarterChat.Client();
        var alone = new List<string>();
        foreach (var question in StarterChat.Questions)
        {
            alone.Add((await client.GetResponseAsync(StarterChat.Ask(question))).Text);
        }

        var together = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i =>
                    client.GetResponseAsync(StarterChat.Ask(StarterChat.Questions[i % alone.Count]), StarterChat.In($"session {i}"))
                )
        );

        for (var i = 0; i < together.Length; i++)
        {
            Assert.Equal(alone[i % alone.Count], together[i].Text);
        }
    }

    [Fact]
    public async Task A_cache_too_small_for_all_changes_no_answer()
    {
        using var roomy = StarterChat.Client();
        using var tight = StarterChat.Client(options =>
        {
            options.ContextTokens = 256;
            options.MaxOutputTokens = 120;
        });
        const string Question = "Cuéntame una historia.";
        var expected = (await roomy.GetResponseAsync(StarterChat.Ask(Question))).Text;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    tight.GetResponseAsync([new ChatMessage(ChatRole.User, $"{i}"), .. StarterChat.Ask(Question)], StarterChat.In($"{i}"))
                )
        );

        Assert.All(answers, response => Assert.NotEmpty(response.Text));
        Assert.Equal(expected, (await tight.GetResponseAsync(StarterChat.Ask(Question))).Text);
    }

    [Fact]
    public async Task A_real_prompt_of_a_thousand_tokens_does_not_hold_up_a_talking_session()
    {
        var budget = new SteppedBudget();
        using var client = StarterChat.Client(options => options.OutputBufferTokens = 256, budget);
        var steps = new List<StepReport>();
        client.Scheduler.Stepped = steps.Add;
        var history = string.Concat(Enumerable.Repeat("Abrimos de nueve de la mañana a ocho de la tarde, de lunes a sábado. ", 40));
        var story = client.GetResponseAsync(StarterChat.Ask("Cuéntame una historia."), StarterChat.In("talking"));
        await budget.Wanted();
        budget.Allow(3);
        await budget.Wanted();
        await budget.Wanted();
        await budget.Wanted();

        var longPrompt = client.GetResponseAsync(
            StarterChat.Ask(history),
            new ChatOptions { ConversationId = "long", MaxOutputTokens = 1 }.WithPriority(ChatPriority.Speculation)
        );
        budget.Allow(1000);
        await Task.WhenAll(story, longPrompt);

        var talking = steps.FindAll(step => step.Parts.Any(part => part is { ConversationId: "talking", Talking: true }));
        var between = steps.Skip(steps.IndexOf(talking[0])).Take(steps.IndexOf(talking[^1]) - steps.IndexOf(talking[0]) + 1);
        Assert.Equal(talking, between);
        Assert.Contains(talking, step => step.Parts.Any(part => part is { ConversationId: "long", Tokens: >= 8 }));
    }
}
