using System.Text;
using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>
/// The keys that a caller presses. Those that the agent has asked for are its function's output. Others become an item of the user's,
/// where that is wanted: such a sequence ends with <c>#</c>, after a pause or when it is long, and its first key silences the agent.
/// Else they are kept for a while: callers press what they are about to be asked for.
/// </summary>
/// <param name="unaskedPause">Time without a further key that ends a sequence; null where unasked keys are not told.</param>
internal sealed class KeyPresses(IVoiceSession session, TimeSpan? unaskedPause, TimeProvider time)
{
    /// <summary>Longer than any number that is typed on a telephone; what is pressed faster than it is read is lost.</summary>
    public const int Most = 64;

    /// <summary>After so many requests in a row without a sign of the caller the agent waits for one, rather than ask for ever.</summary>
    private const int MostUnanswered = 3;

    /// <summary>How long keys wait for the question that they answer: about a long sentence.</summary>
    private static readonly TimeSpan KeptAhead = TimeSpan.FromSeconds(10);

    private readonly KeypadInputs _inputs = new(time);
    private readonly Queue<char> _ahead = new();
    private int _unanswered;

    /// <summary>Whether a telephone has such a key (ITU-T Q.23).</summary>
    public static bool Has(char key) => char.IsAsciiDigit(key) || key is '*' or '#' or (>= 'A' and <= 'D');

    public void Press(char key) => _inputs.Add(new KeyPressed(key));

    /// <summary>The agent waits for keys now.</summary>
    public void Ask(KeyRequest request) => _inputs.Add(new KeysAsked(request));

    /// <summary>Somebody talks: a key may take longer.</summary>
    public void Postpone(bool byCaller) => _inputs.Add(new SomebodyTalks(byCaller));

    /// <summary>Tells the session what was pressed, until cancelled.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        while (true)
        {
            switch (await _inputs.NextAsync(_ahead.Count > 0 ? KeptAhead : Timeout.InfiniteTimeSpan, over))
            {
                case KeyPressed { Key: var key } when unaskedPause is { } pause:
                    await ReadUnaskedAsync(key, pause, over);
                    break;
                case KeyPressed { Key: var key } when _ahead.Count < Most:
                    _ahead.Enqueue(key);
                    break;
                case SomebodyTalks { Caller: true }:
                    _unanswered = 0;
                    break;
                case KeysAsked { Request: var request }:
                    await ReadAskedAsync(request, over);
                    break;
                case null:
                    _ahead.Clear();
                    break;
            }
        }
    }

    private async Task ReadUnaskedAsync(char first, TimeSpan pause, CancellationToken over)
    {
        await session.SendAsync(new ClearOutput(), over);
        var keys = new StringBuilder();
        for (
            KeypadInput? next = new KeyPressed(first);
            next is not (null or KeyPressed { Key: '#' });
            next = await _inputs.NextAsync(pause, over)
        )
        {
            if (next is KeysAsked asked)
            {
                Keep(keys);
                await ReadAskedAsync(asked.Request, over);
                return;
            }

            if (next is KeyPressed { Key: var key } && keys.Append(key).Length >= Most)
            {
                break;
            }
        }

        if (keys.Length > 0)
        {
            var text = $"[keys: {keys}]";
            await session.SendAsync(new CancelResponse(ResponseId: null), over);
            await CreateAsync(new MessageItem(NewId(), ConversationRole.User, text, Spoken: false, ConversationItemStatus.Completed), over);
            await session.SendAsync(new CreateResponse(new ResponseRequest()), over);
        }
    }

    private async Task ReadAskedAsync(KeyRequest request, CancellationToken over)
    {
        var keys = new StringBuilder();
        var silenced = false;
        while (true)
        {
            var ahead = _ahead.TryDequeue(out var kept);
            switch (ahead ? new KeyPressed(kept) : await _inputs.NextAsync(request.Patience, over))
            {
                case KeyPressed { Key: var key }:
                    _unanswered = 0;
                    if (!ahead && !silenced)
                    {
                        silenced = true;
                        await session.SendAsync(new ClearOutput(), over);
                    }

                    if (key == request.Terminator)
                    {
                        await FinishAsync(request, keys, "terminator", over);
                        return;
                    }

                    if (keys.Append(key).Length >= request.Most)
                    {
                        await FinishAsync(request, keys, "digits", over);
                        return;
                    }

                    break;
                case SomebodyTalks { Caller: true }:
                    _unanswered = 0;
                    break;
                case KeysAsked { Request: var newer }:
                    await TellAsync(request, "", "another_request", over);
                    Keep(keys);
                    (request, keys) = (newer, new());
                    break;
                case null:
                    // Where somebody talks now, the output is read with what is said next.
                    await TellAsync(request, keys.ToString(), "timeout", over);
                    if (++_unanswered < MostUnanswered)
                    {
                        await session.SendAsync(new CreateResponse(new ResponseRequest()), over);
                    }

                    return;
            }
        }
    }

    private async Task FinishAsync(KeyRequest request, StringBuilder keys, string end, CancellationToken over)
    {
        await session.SendAsync(new CancelResponse(ResponseId: null), over);
        await TellAsync(request, keys.ToString(), end, over);
        await session.SendAsync(new CreateResponse(new ResponseRequest()), over);
    }

    private ValueTask TellAsync(KeyRequest request, string keys, string end, CancellationToken over) =>
        CreateAsync(new FunctionOutputItem(NewId(), request.CallId, JsonSerializer.Serialize(new { keys, ended_by = end })), over);

    private ValueTask CreateAsync(ConversationItem item, CancellationToken over) =>
        session.SendAsync(new CreateItem(item, AfterItemId: null), over);

    private void Keep(StringBuilder keys)
    {
        foreach (var key in keys.ToString())
        {
            _ahead.Enqueue(key);
        }
    }

    private static string NewId() => $"item_{Guid.NewGuid():N}";
}
