using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Client.Tests;

public sealed class TurnRecorderTests
{
    private readonly TurnRecorder _recorder = new(new FakeTimeProvider(), expectsTimeline: false);

    [Fact]
    public void A_response_on_a_track_is_complete_when_it_was_sent()
    {
        Tell("""{"type":"conversation.item.input_audio_transcription.completed","item_id":"item_1","transcript":"hello"}""");
        Tell("""{"type":"output_audio_buffer.started","response_id":"resp_1"}""");
        Tell("""{"type":"response.done","response":{"status":"completed"}}""");
        Assert.False(_recorder.Complete);

        Tell("""{"type":"output_audio_buffer.stopped","response_id":"resp_1"}""");

        Assert.True(_recorder.Complete);
    }

    [Fact]
    public void A_response_in_events_is_complete_when_it_is_done()
    {
        Tell("""{"type":"conversation.item.input_audio_transcription.completed","item_id":"item_1","transcript":"hello"}""");

        Tell("""{"type":"response.done","response":{"status":"completed"}}""");

        Assert.True(_recorder.Complete);
    }

    private void Tell(string json)
    {
        var body = JsonDocument.Parse(json).RootElement;
        _recorder.Observe(new ServerEvent(body.GetProperty("type").GetString()!, body, Timestamp: 0));
    }
}
