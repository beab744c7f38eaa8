using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LocalVoice.WebRtc.DataChannels;

/// <summary>A channel's unread messages. One thread adds at a time; any may read.</summary>
/// <param name="resume">Called after a reading, which may have made room.</param>
internal sealed class MessageInbox(Action resume) : ChannelReader<string>
{
    /// <summary>More than a client says at once when it restores a conversation.</summary>
    public const int MaxMessages = 256;

    /// <summary>As much as one longest message.</summary>
    public const int MaxCharacters = DataChannelOptions.MaxMessageBytes;

    // One more than makes it full: the check and the adding are not one step.
    private readonly Channel<string> _messages = Channel.CreateBounded<string>(MaxMessages + 1);
    private long _characters;
    private volatile bool _isClosed;

    public bool IsFull => !_isClosed && (_messages.Reader.Count >= MaxMessages || Volatile.Read(ref _characters) >= MaxCharacters);

    public override Task Completion => _messages.Reader.Completion;

    public override bool CanCount => true;

    public override int Count => _messages.Reader.Count;

    public void Add(string message)
    {
        if (_messages.Writer.TryWrite(message))
        {
            Interlocked.Add(ref _characters, message.Length);
        }
    }

    /// <summary>What waits can still be read, and holds nobody back.</summary>
    public void Complete()
    {
        _isClosed = true;
        _messages.Writer.TryComplete();
        resume();
    }

    public void Ignore()
    {
        Complete();
        while (TryRead(out _)) { }
    }

    public override bool TryRead([MaybeNullWhen(false)] out string item)
    {
        if (!_messages.Reader.TryRead(out item))
        {
            return false;
        }

        Interlocked.Add(ref _characters, -item.Length);
        resume();
        return true;
    }

    public override bool TryPeek([MaybeNullWhen(false)] out string item) => _messages.Reader.TryPeek(out item);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        _messages.Reader.WaitToReadAsync(cancellationToken);
}
