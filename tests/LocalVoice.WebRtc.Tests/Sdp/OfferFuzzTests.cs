using LocalVoice.Testing.Calls;
using LocalVoice.Testing.Fuzzing;
using LocalVoice.Testing.Memory;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Tests.Fuzzing;

namespace LocalVoice.WebRtc.Tests.Sdp;

/// <summary>Offers are what anyone who may call can send: they are read, or refused with words, at a price of their length.</summary>
[Trait("Category", FuzzInputs.Category)]
public sealed class OfferFuzzTests
{
    private static readonly string[] Beginnings = ["Line ", "The SDP offer"];

    [Fact]
    public void Whatever_is_offered_is_answered_or_refused_with_words()
    {
        var garbage = new OfferGarbage(FuzzInputs.Seed(1));
        var answered = 0;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var sdp = garbage.Next();
            try
            {
                var offer = OfferReader.Read(sdp);
                var answer = AnswerWriter.Write(offer, AnswerWriterTests.Local, 42);
                Assert.Equal(offer.Sections.Count, Lines(answer, "m="));
                Assert.InRange(offer.Audio?.PayloadType ?? 0, 0, 127);
                Assert.InRange(offer.Data?.SctpPort ?? 1, 1, 65_535);
                answered++;
            }
            catch (SdpException error)
            {
                Assert.True(Beginnings.Any(beginning => error.Message.StartsWith(beginning, StringComparison.Ordinal)), error.Message);
            }
        }

        // Garbage that is always refused would show nothing of the answer.
        Assert.InRange(answered, FuzzInputs.Count / 4, FuzzInputs.Count * 3 / 4);
    }

    /// <summary>What grows with the square of an offer's length would take gigabytes.</summary>
    [Theory]
    [InlineData("m=audio 9 UDP/TLS/RTP/SAVPF", " 1", 8_000, "\r\na=rtpmap:1 x/1", 2_000)]
    [InlineData("a=group:BUNDLE", " 1", 8_000, "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0", 32)]
    [InlineData("m=application 9 DTLS/SCTP", " 5000", 4_000, "\r\na=sctpmap:1 webrtc-datachannel", 1_000)]
    [InlineData("m=video 9 UDP/TLS/RTP/SAVPF", " 1", 8_000, "\r\na=x", 7_000)]
    [InlineData("a=candidate:1", "", 0, "\r\na=candidate:1 1 udp 1 192.0.2.2 1 typ host", 1_000)]
    [InlineData("a=fingerprint:sha-256", " ", 50_000, "", 0)]
    public void A_long_offer_costs_by_its_length(string beginning, string repeated, int times, string line, int lines)
    {
        var sdp = "v=0\r\n" + beginning + Repeat(repeated, times) + Repeat(line, lines) + "\r\n" + Offers.Chromium["v=0\r\n".Length..];
        Assert.InRange(sdp.Length, 16_000, SdpText.Longest);

        Assert.InRange(Allocations.Of(1, () => Try(sdp)), 1, 16L << 20);
    }

    private static void Try(string sdp)
    {
        try
        {
            _ = AnswerWriter.Write(OfferReader.Read(sdp), AnswerWriterTests.Local, 42);
        }
        catch (SdpException)
        {
            // As good as an answer.
        }
    }

    private static int Lines(string text, string beginning) =>
        text.Split("\r\n").Count(line => line.StartsWith(beginning, StringComparison.Ordinal));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
