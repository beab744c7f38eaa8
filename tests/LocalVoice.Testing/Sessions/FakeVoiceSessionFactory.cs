using System.Threading.Channels;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Testing.Sessions;

/// <summary>Opens fake sessions and hands them to the test.</summary>
public sealed class FakeVoiceSessionFactory : IVoiceSessionFactory
{
    private readonly Channel<FakeVoiceSession> _opened = Channel.CreateBounded<FakeVoiceSession>(1024);
    private int _count;

    /// <summary>Every session, in the order in which it was opened.</summary>
    public ChannelReader<FakeVoiceSession> Opened => _opened.Reader;

    /// <summary>When set, opening fails with it.</summary>
    public Exception? Failure { get; set; }

    public IVoiceSession Open(SessionSettings settings, ISessionObserver? observer = null)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        var session = new FakeVoiceSession($"sess_{Interlocked.Increment(ref _count)}", settings, observer);
        return _opened.Writer.TryWrite(session) ? session : throw new InvalidOperationException("The test does not read its sessions.");
    }
}
