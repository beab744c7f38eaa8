using System.Threading.Channels;
using LocalVoice.WebRtc.Sctp;

namespace LocalVoice.WebRtc.Tests.Sctp;

/// <summary>Keeps what an association tells.</summary>
internal sealed class EventLog : ISctpReceiver
{
    private readonly Channel<SctpEvent> _events = Channel.CreateBounded<SctpEvent>(10_000);

    public bool CanReceive { get; set; } = true;

    public Action<SctpEvent> OnEvent { get; set; } = _ => { };

    public int Waiting => _events.Reader.Count;

    public void Receive(SctpEvent happened)
    {
        OnEvent(happened);
        Assert.True(_events.Writer.TryWrite(happened));
    }

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<T> Next<T>()
        where T : SctpEvent =>
        Assert.IsAssignableFrom<T>(
            await _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Usrsctp.Patience)
        );
}
