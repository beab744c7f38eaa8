using System.Globalization;
using LocalVoice.WebRtc.Sctp;

namespace LocalVoice.WebRtc.Tests.Sctp;

[Collection(nameof(Usrsctp))]
public sealed class SctpLifetimeTests
{
    private const int Pairs = 64;

    [Fact]
    public async Task Many_associations_come_and_go_without_a_trace()
    {
        Assert.SkipUnless(File.Exists("/proc/self/statm"), "this system does not tell a process its memory");
        for (var i = 0; i < 3; i++)
        {
            await ComeAndGo();
        }

        var before = ResidentBytes();
        for (var i = 0; i < 5; i++)
        {
            await ComeAndGo();
        }

        lock (Usrsctp.Stack.Gate)
        {
            Assert.Equal(0, Usrsctp.Stack.AssociationCount);
        }

        // 640 ends of about 200 KB each: a leak of one in ten shows.
        Assert.InRange(ResidentBytes() - before, long.MinValue, 12_000_000);
    }

    private static async Task ComeAndGo()
    {
        var pairs = new List<(SctpEnd One, SctpEnd Other)>();
        for (var i = 0; i < Pairs; i++)
        {
            pairs.Add(await SctpEnd.Connect());
        }

        foreach (var (one, other) in pairs)
        {
            Assert.True(one.Send("hello"));
            Assert.Equal("hello", await other.NextText());
        }

        foreach (var (one, other) in pairs)
        {
            one.Dispose();
            other.Dispose();
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
