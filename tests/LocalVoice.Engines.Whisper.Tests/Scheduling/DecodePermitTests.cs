using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Scheduling;

namespace LocalVoice.Engines.Whisper.Tests.Scheduling;

public sealed class DecodePermitTests
{
    [Fact]
    public void Threads_and_slot_are_returned_once_although_returning_the_threads_fails()
    {
        var (threads, slots) = (0, 0);
        var lease = new ComputeLease(
            1,
            _ =>
            {
                threads++;
                throw new InvalidOperationException();
            }
        );
        var permit = new DecodePermit(lease, _ => slots++, CancellationToken.None);

        Assert.Throws<InvalidOperationException>(permit.Dispose);
        permit.Dispose();

        Assert.Equal((1, 1), (threads, slots));
    }
}
