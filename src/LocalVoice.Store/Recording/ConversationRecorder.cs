using LocalVoice.Core.Sessions;
using LocalVoice.Store.Records;
using LocalVoice.Store.Writing;

namespace LocalVoice.Store.Recording;

/// <summary>Makes records of what happens in a session, and hands them to the queue. Thread-safe.</summary>
/// <param name="audio">Whether voices are kept.</param>
internal sealed class ConversationRecorder(string caller, string channel, bool audio, StoreQueue queue, TimeProvider time)
    : ISessionObserver
{
    private const int SpeechRateHz = 16_000;

    // More of one item than anybody listens to.
    private static readonly TimeSpan LongestVoice = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _unheard = [];
    private readonly Dictionary<string, AgentItem> _agent = [];
    private readonly Dictionary<string, ResponseCreated> _responses = [];
    private OpenConversation? _conversation;
    private int _ordinal;

    public bool KeepsAudio => audio;

    public void Opened(string sessionId, SessionSettings settings)
    {
        lock (_lock)
        {
            _conversation = new(new(sessionId, caller, channel, time.GetUtcNow()), settings.Language);
            queue.Add(new ConversationBegun(_conversation));
        }
    }

    public void Told(SessionEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case SettingsUpdated updated when _conversation is { } conversation:
                    conversation.Language = updated.Settings.Language;
                    break;
                case ItemAdded added:
                    Add(added.Item);
                    break;
                case InputTranscribed said:
                    _unheard.Remove(said.ItemId);
                    Keep(new ItemBody(said.ItemId, "user", said.Transcript, Spoken: true, "completed"));
                    break;
                case InputTranscriptionFailed failed:
                    _unheard.Remove(failed.ItemId);
                    Keep(new ItemBody(failed.ItemId, "user", null, Spoken: true, "failed"));
                    break;
                case ItemTruncated truncated:
                    Keep(new TruncationBody(truncated.ItemId, truncated.AudioEnd.TotalMilliseconds));
                    break;
                case RemoteCallEnded { Item: { Outcome: { } outcome } call }:
                    Keep(new OutputBody(call.Id, call.CallId, outcome.Output, outcome.Error?.Message));
                    break;
                case TurnMeasured measured:
                    Keep(TurnBody.Of(measured.Timeline));
                    break;
                default:
                    Respond(happened);
                    break;
            }
        }
    }

    public void Heard(string itemId, ReadOnlyMemory<short> speech)
    {
        lock (_lock)
        {
            if (audio)
            {
                Keep(new AudioBody(itemId, "user", Whole: true, WaveFile.Of(speech.Span, SpeechRateHz)));
            }
        }
    }

    public void Ended()
    {
        lock (_lock)
        {
            foreach (var item in _unheard)
            {
                Keep(new ItemBody(item, "user", null, Spoken: true, "incomplete"));
            }

            foreach (var (id, item) in _agent)
            {
                End(id, item, item.Text.ToString(), "incomplete");
            }

            _unheard.Clear();
            _agent.Clear();
            if (_conversation is { } conversation)
            {
                queue.Add(new ConversationEnded(conversation, time.GetUtcNow()));
            }
        }
    }

    private void Add(ConversationItem item)
    {
        switch (item)
        {
            case MessageItem { Spoken: true, Role: ConversationRole.User, Text: not "" }:
                _unheard.Add(item.Id);
                break;
            case MessageItem { Text.Length: > 0 } message:
                Keep(new ItemBody(message.Id, Name(message.Role), message.Text, message.Spoken, Name(message.Status)));
                break;
            case FunctionOutputItem output:
                Keep(new OutputBody(output.Id, output.CallId, output.Output, null));
                break;
            case ApprovalResponseItem approval:
                Keep(new OutputBody(approval.Id, approval.ApprovalRequestId, approval.Reason, null, approval.Approve));
                break;
            case CallItem call:
                Keep(Call(call));
                break;
            default:
                break;
        }
    }

    private void Respond(SessionEvent happened)
    {
        switch (happened)
        {
            case ResponseCreated created:
                _responses[created.ResponseId] = created;
                break;
            case ResponseStarted started:
                _agent[started.ItemId] = new(started.Spoken, _responses.GetValueOrDefault(started.ResponseId));
                break;
            case ResponseText text when _agent.TryGetValue(text.ItemId, out var item):
                item.Text.Append(text.Delta);
                break;
            case ResponseAudio { Cancelled.IsCancellationRequested: false } spoken
                when audio && _agent.TryGetValue(spoken.ItemId, out var item):
                item.Voice ??= new(spoken.ItemId, item.RateHz, (int)(LongestVoice.TotalSeconds * item.RateHz));
                item.Voice.Append(spoken.Samples.Span);
                break;
            case ResponseEnded ended:
                _responses.Remove(ended.ResponseId);
                _agent.Remove(ended.ItemId, out var over);
                End(ended.ItemId, over ?? new(Spoken: false, null), ended.Text, Name(ended.Outcome.Status));
                foreach (var call in ended.Calls)
                {
                    Keep(Call(call.Item));
                }

                break;
            default:
                break;
        }
    }

    private void End(string itemId, AgentItem item, string text, string status)
    {
        if (text.Length > 0)
        {
            Keep(new ItemBody(itemId, "agent", text, item.Spoken, status, item.Aside));
        }

        if (item.Voice is { } voice)
        {
            Keep(voice.ToBody());
        }
    }

    private void Keep(RecordBody body)
    {
        if (_conversation is { } conversation)
        {
            queue.Add(new RecordMade(conversation, ++_ordinal, time.GetUtcNow(), body));
        }
    }

    private static CallBody Call(CallItem call) =>
        call switch
        {
            RemoteCallItem remote => new(remote.Id, remote.CallId, remote.ToolName, remote.ServerLabel, remote.Arguments),
            ApprovalRequestItem asked => new(asked.Id, asked.CallId, asked.ToolName, asked.ServerLabel, asked.Arguments),
            _ => new(call.Id, call.CallId, call.Name, null, call.Arguments),
        };

    private static string Name(ConversationRole role) =>
        role switch
        {
            ConversationRole.User => "user",
            ConversationRole.Agent => "agent",
            _ => "system",
        };

    private static string Name(ConversationItemStatus status) => status == ConversationItemStatus.Completed ? "completed" : "incomplete";

    private static string Name(ResponseStatus status) =>
        status switch
        {
            ResponseStatus.Completed => "completed",
            ResponseStatus.Cancelled => "cancelled",
            ResponseStatus.Incomplete => "incomplete",
            _ => "failed",
        };
}
