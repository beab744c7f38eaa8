using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Puts the messages of a conversation, in order, into turns.</summary>
internal sealed class TurnList(MessageText texts)
{
    private readonly List<PromptTurn> _turns = [];

    // What the last message of the current turn was made of, and of how many messages it is; a message after it may belong to it.
    private readonly List<AIContent> _last = [];
    private ChatRole? _lastRole;
    private int _lastCount;

    public IReadOnlyList<PromptTurn> All => _turns;

    public void Add(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            _turns.Add(new PromptTurn([new PromptMessage("system", texts.Of(message.Contents))], Pinned: true));
        }
        else if (message.Role == ChatRole.Tool || message.Role == ChatRole.Assistant)
        {
            AddToTurn(message);
        }
        else
        {
            _lastRole = null;
            _turns.Add(new PromptTurn([new PromptMessage("user", texts.Of(message.Contents))], Pinned: false));
        }
    }

    /// <summary>Results of one round of calls form one message, and so do words and calls of one response, however they come.</summary>
    private void AddToTurn(ChatMessage message)
    {
        var turn = Current();
        var goesOn =
            _lastRole == message.Role && (message.Role == ChatRole.Tool || message.Contents.Any(content => content is FunctionCallContent));
        if (goesOn)
        {
            turn.RemoveRange(turn.Count - _lastCount, _lastCount);
        }
        else
        {
            _last.Clear();
        }

        _last.AddRange(message.Contents);
        List<PromptMessage> rendered = message.Role == ChatRole.Tool ? Results() : [texts.Response(_last)];
        turn.AddRange(rendered);
        (_lastRole, _lastCount) = (message.Role, rendered.Count);
    }

    /// <summary>Words in a tool's message are its result as well.</summary>
    private List<PromptMessage> Results() =>
        [
            .. texts.Results([
                .. _last.Select(content => content as FunctionResultContent ?? new FunctionResultContent("", texts.Of([content]))),
            ]),
        ];

    /// <summary>
    /// The turn that messages other than the user's belong to: the preceding one, skipping instructions between, so
    /// that calls and their results stay together.
    /// </summary>
    private List<PromptMessage> Current()
    {
        var turn = _turns.FindLast(turn => !turn.Pinned);
        if (turn is null)
        {
            turn = new PromptTurn([], Pinned: false);
            _turns.Add(turn);
        }

        return turn.Messages;
    }
}
