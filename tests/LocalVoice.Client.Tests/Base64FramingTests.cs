using System.Net.WebSockets;
using System.Text;

namespace LocalVoice.Client.Tests;

public sealed class Base64FramingTests
{
    [Theory]
    [InlineData("response.output_audio.delta")]
    [InlineData("response.audio.delta")]
    public void Audio_is_taken_under_its_name_of_today_and_of_the_beta(string type)
    {
        var framing = new Base64Framing();

        var first = Decode(framing, $$"""{"type":"{{type}}","item_id":"item_1","delta":"AQACAA=="}""");
        var second = Decode(framing, $$"""{"type":"{{type}}","item_id":"item_1","delta":"AwAEAA=="}""");

        Assert.Equal([1, 2], first.Samples.ToArray());
        Assert.Equal((1, 2, 24_000), (second.Ordinal, second.FirstSample, second.SampleRateHz));
    }

    private static ResponseAudio Decode(Base64Framing framing, string json) =>
        Assert.IsType<ResponseAudio>(framing.Decode(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(json), timestamp: 0));
}
