using LocalVoice.Compute;

namespace LocalVoice.Abstractions.Tests.Compute;

public sealed class ComputeLeaseTests
{
    [Fact]
    public void Threads_are_returned_once_however_often_a_lease_and_its_copies_are_disposed()
    {
        List<int> returned = [];
        var lease = new ComputeLease(3, returned.Add);
        var copy = lease;

        lease.Dispose();
        lease.Dispose();
        copy.Dispose();

        Assert.Equal([3], returned);
    }
}
