using System.Text;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>What was sent of one of the agent's items, and how much of it the user heard. Thread-safe.</summary>
internal sealed class SpokenItem(string itemId, bool spoken, AudioFormat format, int voiceRateHz, TimeProvider time)
{
    private readonly StringBuilder _sent = new();
    private long? _trimmed;

    public string ItemId => itemId;

    public HeardText Words { get; } = new(voiceRateHz);

    public PlaybackClock Clock { get; } = new(time, format.SampleRateHz);

    public PlayedLevels Levels { get; } = new(format.SampleRateHz);

    /// <summary>All text sent so far.</summary>
    public string SentText
    {
        get
        {
            lock (_sent)
            {
                return _sent.ToString();
            }
        }
    }

    /// <summary>Whether anything was sent.</summary>
    public bool HasSent
    {
        get
        {
            lock (_sent)
            {
                return _sent.Length > 0 || Clock.SentSamples > 0;
            }
        }
    }

    /// <summary>Whether sent audio is not played yet.</summary>
    public bool IsAudible => Clock.PlayedSamples < Clock.SentSamples;

    /// <summary>Length of the audio that was played by now.</summary>
    public TimeSpan Heard => format.DurationOf(Clock.PlayedSamples);

    /// <summary>Whether only a part of it was heard.</summary>
    public bool IsTrimmed => _trimmed is not null;

    /// <summary>The words that the user heard of a trimmed item; else all that were sent.</summary>
    public string Text => _trimmed is { } samples && spoken ? Words.HeardUntil(format.DurationOf(samples)) : SentText;

    /// <summary>What the conversation keeps of a trimmed item; null where no word of it was heard.</summary>
    public ItemTruncated? Kept => Text.Length > 0 ? new(itemId, ContentIndex: 0, Heard) : null;

    /// <summary>The words of a trimmed item that were not heard, else none; null while not all are written.</summary>
    public string? Rest => _trimmed is { } samples && spoken ? Words.RestFrom(format.DurationOf(samples)) : "";

    /// <returns>The level played some time ago, dBFS; silence before the first sample and after the last.</returns>
    public double PlayedDbfs(TimeSpan ago) =>
        Levels.At(Clock.PlayedSamples - 1 - ((ago - Clock.SilentFor).TotalSeconds * format.SampleRateHz));

    /// <summary>
    /// The words played from some time ago until some time from now, also those just cut off: where words lie in the audio is an
    /// estimate.
    /// </summary>
    public string WordsAround(TimeSpan back, TimeSpan ahead)
    {
        var (played, silent) = (format.DurationOf(Clock.PlayedSamples), Clock.SilentFor);
        return back <= silent ? "" : Words.Between(played + silent - back, played + ahead);
    }

    /// <summary>Records text as sent. Called by playback only.</summary>
    public void NoteSent(string text)
    {
        lock (_sent)
        {
            _sent.Append(text);
        }
    }

    /// <summary>Trims to what was played by now; never to more than before.</summary>
    public void TrimToPlayed() => TrimTo(Clock.PlayedSamples);

    /// <returns>False when less audio than this was sent.</returns>
    public bool TryTrim(TimeSpan end)
    {
        var samples = format.SamplesIn(end);
        if (samples > Clock.SentSamples)
        {
            return false;
        }

        TrimTo(samples);
        return true;
    }

    private void TrimTo(long samples) => _trimmed = Math.Min(_trimmed ?? samples, samples);
}
