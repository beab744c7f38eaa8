using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Audio;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Hears the user: finds utterances, commits and transcribes them, and asks for a response.</summary>
internal sealed class UserTurns(SimulatedRealtimeOptions options, EventSender sender, SessionSettings settings, ResponseQueue responses)
{
    private readonly InputAudio _input = new();
    private readonly SpeechDetector _detector = new(options.VoicedDbfs, InputAudio.SampleRateHz);
    private string _itemId = "";
    private long _begin;

    public async Task AppendAsync(string audio, CancellationToken left)
    {
        var samples = InputAudio.Decode(audio);
        _input.Append(samples);
        if (settings.TurnDetection is not { } detection)
        {
            return;
        }

        foreach (var edge in _detector.Push(samples, Silence(detection)))
        {
            await (edge.IsBegin ? BeginAsync(edge.Sample, detection, left) : EndAsync(edge.Sample, detection, left)).ConfigureAwait(false);
        }
    }

    public Task CommitAsync(CancellationToken left)
    {
        var heard = _input.TakeAll();
        _detector.Forget();
        return CommitAsync(responses.Conversation.NewId(), heard, left);
    }

    public Task ClearAsync(CancellationToken left)
    {
        _input.Clear();
        _detector.Forget();
        return sender.SendAsync(new JsonObject { ["type"] = "input_audio_buffer.cleared" }, left);
    }

    private async Task BeginAsync(long sample, JsonObject detection, CancellationToken left)
    {
        _itemId = responses.Conversation.NewId();
        _begin = Math.Max(0, sample - InputAudio.Samples((int?)detection["prefix_padding_ms"] ?? 300));
        await sender
            .SendAsync(
                new JsonObject
                {
                    ["type"] = "input_audio_buffer.speech_started",
                    ["audio_start_ms"] = (int)InputAudio.Duration(_begin).TotalMilliseconds,
                    ["item_id"] = _itemId,
                },
                left
            )
            .ConfigureAwait(false);
        if ((bool)detection["interrupt_response"]!)
        {
            await responses.InterruptAsync("turn_detected").ConfigureAwait(false);
        }
    }

    private async Task EndAsync(long sample, JsonObject detection, CancellationToken left)
    {
        await sender
            .SendAsync(
                new JsonObject
                {
                    ["type"] = "input_audio_buffer.speech_stopped",
                    ["audio_end_ms"] = (int)InputAudio.Duration(sample).TotalMilliseconds,
                    ["item_id"] = _itemId,
                },
                left
            )
            .ConfigureAwait(false);
        await CommitAsync(_itemId, _input.Take(_begin, sample), left).ConfigureAwait(false);
        if ((bool)detection["create_response"]! && !responses.IsBusy)
        {
            responses.Start(request: null, left);
        }
    }

    private async Task CommitAsync(string id, HeardAudio heard, CancellationToken left)
    {
        var item = Items.Spoken(id, options.Transcribe(heard), heard.Duration);
        var previous = responses.Conversation.Add(item);
        await sender
            .SendAsync(
                new JsonObject
                {
                    ["type"] = "input_audio_buffer.committed",
                    ["previous_item_id"] = previous,
                    ["item_id"] = id,
                },
                left
            )
            .ConfigureAwait(false);
        await sender.SendAsync(Items.Added(item, previous), left).ConfigureAwait(false);
        await sender.SendAsync(Items.Done(item, previous), left).ConfigureAwait(false);
        if (settings.TranscriptionModel is { } model)
        {
            // Comes when it comes, among the events of the response.
            _ = new InputTranscription(options, sender).TellAsync(item, model, left);
        }
    }

    private TimeSpan Silence(JsonObject detection) =>
        (string?)detection["type"] == "semantic_vad"
            ? options.SemanticSilence
            : TimeSpan.FromMilliseconds((int)detection["silence_duration_ms"]!);
}
