using System.Text;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>
/// The keys that a caller presses. A sequence ends with <c>#</c>, after a pause or when it is long; its first key silences the agent,
/// and its end becomes an item of the user's, to which the agent responds.
/// </summary>
/// <param name="pause">Time without a further key that ends a sequence.</param>
internal sealed class KeyPresses(IVoiceSession session, TimeSpan pause, TimeProvider time)
{
    /// <summary>Longer than any number that is typed on a telephone; what is pressed faster than it is read is lost.</summary>
    public const int Most = 64;

    private readonly Channel<char> _keys = Channel.CreateBounded<char>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Whether a telephone has such a key (ITU-T Q.23).</summary>
    public static bool Has(char key) => char.IsAsciiDigit(key) || key is '*' or '#' or (>= 'A' and <= 'D');

    public void Press(char key) => _keys.Writer.TryWrite(key);

    /// <summary>Tells the session what was pressed, until cancelled.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        while (await _keys.Reader.WaitToReadAsync(over))
        {
            await session.SendAsync(new ClearOutput(), over);
            if (await ReadSequenceAsync(over) is { Length: > 0 } keys)
            {
                await TellAsync(keys, over);
            }
        }
    }

    private async Task<string> ReadSequenceAsync(CancellationToken over)
    {
        var keys = new StringBuilder();
        while (keys.Length < Most && await NextAsync(over) is { } key and not '#')
        {
            keys.Append(key);
        }

        return keys.ToString();
    }

    /// <returns>The next key; null when none came in time.</returns>
    private async Task<char?> NextAsync(CancellationToken over)
    {
        using var patience = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, over);
        try
        {
            return await _keys.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task TellAsync(string keys, CancellationToken over)
    {
        var item = new MessageItem(
            $"item_{Guid.NewGuid():N}",
            ConversationRole.User,
            $"[keys: {keys}]",
            Spoken: false,
            ConversationItemStatus.Completed
        );
        await session.SendAsync(new CancelResponse(ResponseId: null), over);
        await session.SendAsync(new CreateItem(item, AfterItemId: null), over);
        await session.SendAsync(new CreateResponse(new ResponseRequest()), over);
    }
}
