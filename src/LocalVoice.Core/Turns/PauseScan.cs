using System.Runtime.InteropServices;
using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>
/// Finds the pauses of a recording as a session hears them, by the same frames, detector and states, but without ending a turn:
/// what any endpointing would have done in a pause can be told afterwards.
/// </summary>
/// <param name="detectors">The voice activity detector of a session.</param>
public sealed class PauseScan(IVoiceActivityDetectorFactory detectors, TurnOptions options)
{
    private static readonly TurnDetection Detection = new();

    /// <param name="samples">16 kHz, −1…1.</param>
    /// <returns>Every pause in order; the last one is open unless speech was heard after it.</returns>
    public IReadOnlyList<ScannedPause> Of(ReadOnlySpan<float> samples)
    {
        var shorts = new short[samples.Length];
        Pcm16.FromFloat(samples, shorts);
        using var input = new AudioInput(detectors.Create(), AudioFormat.Recognition, TurnTracker.RecentAudio(Detection, options));
        var tracker = new TurnTracker(input, Detection, options);
        var pauses = new List<ScannedPause>();
        OpenPause? open = null;
        for (var start = 0; start < shorts.Length; start += FrameAnalysis.Samples)
        {
            var frame = shorts.AsSpan(start, Math.Min(FrameAnalysis.Samples, shorts.Length - start));
            input.Write(MemoryMarshal.AsBytes(frame));
            while (input.TryReadFrame(tracker.Turn.HearsSpeech, out var analysis))
            {
                switch (tracker.Observe(analysis))
                {
                    case TurnSignal.Paused:
                        open = new(tracker.UtteranceStart, tracker.Turn.LastVoicedSample, analysis.EndSample);
                        break;
                    case TurnSignal.Resumed when open is not null:
                        pauses.Add(open.ResumedAt(analysis.EndSample));
                        open = null;
                        break;
                }

                open?.Hear(analysis.EndSample, tracker.Turn.HearsSpeech);
            }
        }

        if (open is not null)
        {
            pauses.Add(open.ResumedAt(null));
        }

        return pauses;
    }

    private sealed class OpenPause(long utteranceStart, long lastVoiced, long at)
    {
        private readonly List<QuietSpan> _quiet = [];
        private long? _quietFrom;

        public void Hear(long position, bool hearsSpeech)
        {
            if (!hearsSpeech)
            {
                _quietFrom ??= position;
            }
            else if (_quietFrom is { } from)
            {
                _quiet.Add(new(from, position));
                _quietFrom = null;
            }
        }

        public ScannedPause ResumedAt(long? position)
        {
            if (_quietFrom is { } from)
            {
                _quiet.Add(new(from, position));
            }

            return new(utteranceStart, lastVoiced, at, position, _quiet);
        }
    }
}

/// <summary>A pause of a recording, in samples at 16 kHz.</summary>
/// <param name="UtteranceStart">Start of the utterance, pre-roll included.</param>
/// <param name="LastVoiced">Position after the last voiced sample, as a session finds it.</param>
/// <param name="At">Where a session starts to work on the response.</param>
/// <param name="ResumedAt">Where a session hears that the speaker goes on; null when it does not.</param>
/// <param name="Quiet">When the detector heard no speech; a turn ends only then, or <see cref="DetectorTimeout"/> late.</param>
public sealed record ScannedPause(long UtteranceStart, long LastVoiced, long At, long? ResumedAt, IReadOnlyList<QuietSpan> Quiet)
{
    /// <summary>What a detector that goes on hearing speech adds to the required silence.</summary>
    public static TimeSpan DetectorTimeout => TurnController.DetectorTimeout;
}

/// <summary>From the first sample at which no speech is heard, until it is heard again; null: to the end.</summary>
public readonly record struct QuietSpan(long From, long? Until);
