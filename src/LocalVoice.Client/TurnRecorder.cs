using System.Text;
using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>Collects the server's messages about one utterance. Not thread-safe.</summary>
internal sealed class TurnRecorder(TimeProvider time, bool expectsTimeline)
{
    private readonly List<(string? Item, string Text)> _heard = [];
    private int _committed;
    private readonly StringBuilder _answered = new();
    private readonly List<ResponsePlayback> _responses = [];
    private bool _responseDone;
    private bool _isOnTrack;

    public string Heard => string.Join(' ', _heard.Select(part => part.Text).Where(text => text.Length > 0));

    /// <summary>Whether any transcript came, be it an empty one.</summary>
    public bool Transcribed => _heard.Count > 0;

    /// <summary>Whether no transcript is missing of what the server took as the user's turns.</summary>
    public bool HeardAll => _heard.Count > 0 && _heard.Count >= _committed;

    public string Answered => _answered.ToString().Trim();

    public JsonElement? Timeline { get; private set; }

    /// <summary>When <see cref="Timeline"/> arrived.</summary>
    public long TimelineAt { get; private set; }

    public string? Error { get; private set; }

    /// <summary>Of the response that completed.</summary>
    public JsonElement? Usage { get; private set; }

    /// <summary>The latest response: earlier ones were cancelled by further speech of the user.</summary>
    public ResponsePlayback? Response => _responses.Count > 0 ? _responses[^1] : null;

    /// <summary>The first response whose voice begins at or after <paramref name="timestamp"/>; null for none.</summary>
    public ResponsePlayback? VoicedSince(long timestamp) => _responses.Find(response => response.FirstVoicedAt() >= timestamp);

    /// <summary>Whether the agent's voice was heard before <paramref name="timestamp"/>.</summary>
    public bool VoicedBefore(long timestamp) => _responses.Exists(response => response.FirstVoicedAt() < timestamp);

    /// <summary>Whether the response has completed or failed.</summary>
    public bool ResponseDone => _responseDone;

    /// <summary>Whether no more messages about this utterance are expected.</summary>
    public bool Complete =>
        _responseDone && !_isOnTrack && (Error is not null || (_heard.Count > 0 && (Timeline is not null || !expectsTimeline)));

    public void Observe(ServerMessage message)
    {
        switch (message)
        {
            case ResponseAudio audio:
                PlaybackOf(audio.Ordinal).Add(audio);
                break;
            case ServerEvent @event:
                Observe(@event);
                break;
        }
    }

    /// <param name="lastVoiced">When the last voiced sample of the user's was captured.</param>
    public SpokenTurn ToTurn(long lastVoiced)
    {
        var answer = Response;
        return new(
            Heard,
            Answered,
            answer?.Recording,
            TimeSpan.Zero,
            answer is null ? null : time.GetElapsedTime(lastVoiced, answer.FirstArrival),
            answer?.FirstVoicedAt() is { } at ? time.GetElapsedTime(lastVoiced, at) : null,
            Timeline,
            Error
        )
        {
            Usage = Usage,
            Gaps = [.. answer?.Gaps ?? []],
        };
    }

    private void Observe(ServerEvent @event)
    {
        switch (@event.Type)
        {
            case "conversation.item.input_audio_transcription.completed":
                Hear(@event.Text("item_id"), @event.Text("transcript")?.Trim() ?? "");
                break;
            case "input_audio_buffer.committed":
                _committed++;
                break;
            case "input_audio_buffer.speech_started" when !expectsTimeline:
                _responses.ForEach(response => response.Flush(@event.Timestamp));
                break;
            case "conversation.item.input_audio_transcription.failed":
                Fail(@event.Body.GetProperty("error"));
                break;
            case "response.created":
                _answered.Clear();
                _responseDone = false;
                break;
            case "response.output_audio_transcript.delta"
            or "response.output_text.delta"
            or "response.audio_transcript.delta"
            or "response.text.delta":
                _answered.Append(@event.Text("delta"));
                break;
            case "output_audio_buffer.started":
                _isOnTrack = true;
                break;
            case "output_audio_buffer.stopped" or "output_audio_buffer.cleared":
                _isOnTrack = false;
                break;
            case "response.done":
                Finish(@event.Body.GetProperty("response"));
                break;
            case "localvoice.turn.timeline":
                (Timeline, TimelineAt) = (@event.Body, @event.Timestamp);
                break;
            case "localvoice.audio.flush":
                _responses.Find(answer => answer.Ordinal == @event.Body.GetProperty("ordinal").GetInt32())?.Flush(@event.Timestamp);
                break;
            case "localvoice.audio.pause":
                _responses.ForEach(response => response.Pause(@event.Timestamp));
                break;
            case "localvoice.audio.resume":
                _responses.ForEach(response => response.Resume(@event.Timestamp));
                break;
            case "error":
                Fail(@event.Body.GetProperty("error"));
                break;
        }
    }

    /// <summary>A transcript that is told again replaces the earlier one.</summary>
    private void Hear(string? item, string text)
    {
        var known = item is null ? -1 : _heard.FindIndex(part => part.Item == item);
        if (known < 0)
        {
            _heard.Add((item, text));
        }
        else
        {
            _heard[known] = (item, text);
        }
    }

    private void Finish(JsonElement response)
    {
        var status = response.GetProperty("status").GetString();
        _responseDone = status != "cancelled";
        if (_responseDone && response.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            Usage = usage;
        }

        if (status == "failed")
        {
            Error = $"The answer failed: {response.GetProperty("status_details")}";
        }
    }

    private void Fail(JsonElement error)
    {
        _responseDone = true;
        Error = $"The server reports: {error.GetProperty("message").GetString()}";
    }

    private ResponsePlayback PlaybackOf(int ordinal)
    {
        if (_responses.Find(answer => answer.Ordinal == ordinal) is { } known)
        {
            return known;
        }

        var playback = new ResponsePlayback(time, ordinal);
        _responses.Add(playback);
        return playback;
    }
}
