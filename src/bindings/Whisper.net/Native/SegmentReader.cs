namespace Whisper.net.Native;

/// <summary>Copies what a state holds after a decode.</summary>
internal static class SegmentReader
{
    public static IReadOnlyList<SegmentData> Read(nint model, nint state, bool probabilities)
    {
        var count = NativeMethods.whisper_full_n_segments_from_state(state);
        if (count == 0)
            return [];

        var language = NativeText.Read(NativeMethods.whisper_lang_str(NativeMethods.whisper_full_lang_id_from_state(state)));
        var segments = new SegmentData[count];
        for (var i = 0; i < count; i++)
        {
            segments[i] = ReadSegment(model, state, i, language, probabilities);
        }

        return segments;
    }

    private static SegmentData ReadSegment(nint model, nint state, int segment, string language, bool probabilities)
    {
        var tokens = new WhisperToken[NativeMethods.whisper_full_n_tokens_from_state(state, segment)];
        var (min, max, sum) = (1f, 0f, 0f);
        for (var i = 0; i < tokens.Length; i++)
        {
            var data = NativeMethods.whisper_full_get_token_data_from_state(state, segment, i);
            tokens[i] = new()
            {
                Id = data.Id,
                Probability = data.Probability,
                ProbabilityLog = data.ProbabilityLog,
                Text = NativeText.Read(NativeMethods.whisper_full_get_token_text_from_state(model, state, segment, i)),
            };
            (min, max, sum) = (Math.Min(min, data.Probability), Math.Max(max, data.Probability), sum + data.Probability);
        }

        var known = probabilities && tokens.Length > 0;
        return new(
            NativeText.Read(NativeMethods.whisper_full_get_segment_text_from_state(state, segment)),
            Hundredths(NativeMethods.whisper_full_get_segment_t0_from_state(state, segment)),
            Hundredths(NativeMethods.whisper_full_get_segment_t1_from_state(state, segment)),
            known ? min : 0,
            known ? max : 0,
            known ? sum / tokens.Length : 0,
            NativeMethods.whisper_full_get_segment_no_speech_prob_from_state(state, segment),
            language,
            tokens);
    }

    private static TimeSpan Hundredths(long ticks) => TimeSpan.FromMilliseconds(10 * ticks);
}
