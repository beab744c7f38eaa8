using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests;

/// <summary>How much of a turn's prompt the turns before have left in the cache; the real model.</summary>
public sealed class CachedPromptTests
{
    [Fact]
    public async Task From_the_second_turn_on_the_cache_holds_what_the_turn_before_has_read()
    {
        using var client = StarterChat.Client();
        var conversation = new Conversation(client);

        await conversation.TakeTurnsAsync(StarterChat.Questions.Count);

        Assert.All(conversation.CachedShares, share => Assert.True(share >= 0.95, $"{share:P0}"));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(16)]
    [InlineData(150)]
    public async Task So_it_does_in_a_conversation_that_is_shortened_whatever_the_sessions_limit_of_output_is(int maxOutputTokens)
    {
        using var client = StarterChat.Client(options => (options.ContextTokens, options.MaxOutputTokens) = (512, 64));
        var conversation = new Conversation(client, maxOutputTokens);

        await conversation.TakeTurnsAsync(30);

        Assert.InRange(conversation.Shortened, 2, 15);
        Assert.All(conversation.CachedShares, share => Assert.True(share >= 0.95, $"{share:P0}"));
    }

    [Theory]
    [InlineData("Eres un traductor. Traduce al inglés.", null)]
    [InlineData(StarterChat.Instructions, 1800)]
    public async Task A_response_with_settings_of_its_own_takes_nothing_from_the_next_turn(string instructions, int? maxOutputTokens)
    {
        using var client = StarterChat.Client();
        var conversation = new Conversation(client) { Prefills = false };
        await conversation.TakeTurnsAsync(12);

        await conversation.RespondAsync(instructions, maxOutputTokens);
        await conversation.TakeTurnsAsync(2);

        Assert.All(conversation.CachedShares, share => Assert.True(share >= 0.95, $"{share:P0}"));
    }

    /// <summary>The turns of one session.</summary>
    private sealed class Conversation(LlamaChatClient client, int? maxOutputTokens = null)
    {
        private readonly List<ChatMessage> _said = [];
        private long _unchanged;
        private int _turns;

        /// <summary>Of each turn that goes on from the prompt before: the share of that prompt and its response that was cached.</summary>
        public List<double> CachedShares { get; } = [];

        /// <summary>Turns whose prompts begin later in the conversation than the prompts before.</summary>
        public int Shortened { get; private set; }

        /// <summary>Whether the user's words are prefilled before they are complete.</summary>
        public bool Prefills { get; init; } = true;

        public async Task TakeTurnsAsync(int count)
        {
            for (; count > 0; count--)
            {
                var question = StarterChat.Questions[_turns++ % StarterChat.Questions.Count];
                if (Prefills)
                {
                    await client.PrefillAsync(Messages(question[..(question.Length / 2)]), Options(maxOutputTokens), default);
                }

                _said.Add(new(ChatRole.User, question));
                var response = await client.GetResponseAsync(Messages(), Options(maxOutputTokens));
                _said.Add(new(ChatRole.Assistant, response.Text));
                Note(response.Usage!);
            }
        }

        /// <summary>A response that the client requests, with settings that are not the session's.</summary>
        public async Task RespondAsync(string instructions, int? maxTokens) =>
            await client.GetResponseAsync([new(ChatRole.System, instructions), .. _said], Options(maxTokens));

        private void Note(UsageDetails usage)
        {
            var input = usage.InputTokenCount!.Value;
            if (input < _unchanged)
            {
                Shortened++;
            }
            else if (_unchanged > 0)
            {
                CachedShares.Add((double)usage.CachedInputTokenCount!.Value / _unchanged);
            }

            _unchanged = input + usage.OutputTokenCount!.Value;
        }

        private List<ChatMessage> Messages(params IEnumerable<string> beginning) =>
            [new(ChatRole.System, StarterChat.Instructions), .. _said, .. beginning.Select(text => new ChatMessage(ChatRole.User, text))];

        private static ChatOptions Options(int? maxTokens) => new() { ConversationId = "session", MaxOutputTokens = maxTokens };
    }
}
