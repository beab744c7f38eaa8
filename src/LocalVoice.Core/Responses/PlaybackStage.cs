using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Sends a response's text and audio to the client once the gate is open, unless they are held back: text before its audio, audio
/// in frames. For clients that report playback, audio is sent at most a lead ahead of it.
/// </summary>
internal sealed class PlaybackStage(
    Response response,
    ChannelWriter<SessionEvent> events,
    int synthesizerRateHz,
    OutputHold hold,
    TimeProvider time
)
{
    private readonly AudioFramer _cutter = new(
        synthesizerRateHz,
        response.Plan.Settings.OutputFormat.SampleRateHz,
        PipelineLimits.OutputFrame
    );
    private long _position;

    public async Task RunAsync(ChannelReader<AgentOutput> output, CancellationToken cancellationToken)
    {
        await foreach (var item in output.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await response.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (item.Text is { } text)
            {
                await SayAsync(text, cancellationToken).ConfigureAwait(false);
                continue;
            }

            _cutter.Push(item.Samples.Span);
            while (_cutter.Take() is { } frame)
            {
                await PlayAsync(frame, last: false, cancellationToken).ConfigureAwait(false);
            }
        }

        await response.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        _cutter.Finish();
        while (_cutter.Take() is { } frame)
        {
            await PlayAsync(frame, last: false, cancellationToken).ConfigureAwait(false);
        }

        if (response.Item.HasSent)
        {
            await PlayAsync(_cutter.TakeRest(), last: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, for a text-only response: without reasoning and control tokens.</summary>
    public async Task WriteTextAsync(ChannelReader<string> words, CancellationToken cancellationToken)
    {
        var filter = new WrittenTextFilter();
        await foreach (var delta in words.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await response.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            await WriteAsync(filter.Push(delta), cancellationToken).ConfigureAwait(false);
        }

        await response.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(filter.Flush(), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask WriteAsync(string text, CancellationToken cancellationToken) =>
        text.Length > 0 ? SayAsync(text, cancellationToken) : ValueTask.CompletedTask;

    private async ValueTask SayAsync(string text, CancellationToken cancellationToken)
    {
        await hold.WaitAsync(cancellationToken).ConfigureAwait(false);
        await events
            .WriteAsync(new ResponseText(response.Plan.ResponseId, response.Plan.ItemId, text), cancellationToken)
            .ConfigureAwait(false);
        response.Item.NoteSent(text);
    }

    private async ValueTask PlayAsync(short[] frame, bool last, CancellationToken cancellationToken)
    {
        await KeepLeadAsync(cancellationToken).ConfigureAwait(false);
        await hold.WaitAsync(cancellationToken).ConfigureAwait(false);
        var audio = new ResponseAudio(
            response.Plan.ResponseId,
            response.Plan.ItemId,
            response.Ordinal,
            _position,
            frame,
            last,
            response.Cancelled
        );
        await events.WriteAsync(audio, cancellationToken).ConfigureAwait(false);
        response.Item.Levels.Add(frame);
        response.Item.Clock.Sent(frame.Length);
        _position += frame.Length;
        response.Plan.Recorder.Mark(TurnMark.FirstAudioSent);
    }

    /// <summary>Once the lead is reached, waits for room for several frames, so as not to wake for each.</summary>
    private async ValueTask KeepLeadAsync(CancellationToken cancellationToken)
    {
        if (!response.Plan.Settings.Extensions)
        {
            return;
        }

        if (response.Item.Clock.UntilWithin(PipelineLimits.PlaybackLead - PipelineLimits.OutputFrame) <= TimeSpan.Zero)
        {
            return;
        }

        while (response.Item.Clock.UntilWithin(PipelineLimits.PlaybackLead - PipelineLimits.PlaybackRefill) is { Ticks: > 0 } wait)
        {
            // A paused clock stands still, and so does the wait.
            await hold.WaitAsync(cancellationToken).ConfigureAwait(false);

            // A timer's resolution is a millisecond: a shorter wait would not wait at all.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
