using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>Decodes an unfinished utterance: only the growing chunk and those completed since the last interim.</summary>
internal static class InterimDecoder
{
    /// <returns>Null when a guard trips.</returns>
    public static async Task<InterimResult?> DecodeAsync(UtteranceDecoder decoder, InterimRun run, string prompt)
    {
        List<Range> ranges = [.. PauseChunker.Split(run.Audio)];
        var complete = new List<string>(run.CompleteChunks);
        var request = new DecodeRequest(run.Language, prompt, run.Permit.Threads);
        while (true)
        {
            using var samples = run.Audio.Rent(ranges[complete.Count]);
            if (await decoder.TryDecodeChunkAsync(samples.Samples, request, run.Permit.Token).ConfigureAwait(false) is not { } hypothesis)
            {
                return null;
            }

            if (complete.Count == ranges.Count - 1)
            {
                return new(complete, hypothesis);
            }

            complete.Add(hypothesis.Text);
            request = request with { Language = hypothesis.Language };
        }
    }
}
