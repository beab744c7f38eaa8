using LocalVoice.Engines.Whisper.Scheduling;

namespace LocalVoice.Engines.Whisper.Tests.Scheduling;

public sealed class DecodePermitTests
{
    [Fact]
    public void It_is_given_back_once_although_giving_it_back_fails()
    {
        var returned = 0;
        var permit = new DecodePermit(
            1,
            DecodeRank.Final,
            null,
            _ =>
            {
                returned++;
                throw new InvalidOperationException();
            }
        );

        Assert.Throws<InvalidOperationException>(permit.Dispose);
        permit.Dispose();

        Assert.Equal(1, returned);
    }
}
