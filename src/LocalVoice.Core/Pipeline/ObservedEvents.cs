using System.Threading.Channels;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Pipeline;

/// <summary>A session's events on their way to the client, which an observer is told first. Thread-safe as the channel is.</summary>
internal sealed class ObservedEvents(ChannelWriter<SessionEvent> events, ISessionObserver observer) : ChannelWriter<SessionEvent>
{
    public override bool TryWrite(SessionEvent item)
    {
        var written = events.TryWrite(item);
        if (written)
        {
            observer.Told(item);
        }

        return written;
    }

    public override ValueTask WriteAsync(SessionEvent item, CancellationToken cancellationToken = default)
    {
        observer.Told(item);
        return events.WriteAsync(item, cancellationToken);
    }

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        events.WaitToWriteAsync(cancellationToken);

    public override bool TryComplete(Exception? error = null) => events.TryComplete(error);
}
