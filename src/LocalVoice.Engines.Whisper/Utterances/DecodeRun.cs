using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Scheduling;

namespace LocalVoice.Engines.Whisper.Utterances;

/// <summary>A decode of what is left of an utterance, under way or done. An interim and a final may await the same.</summary>
/// <param name="permit">Of an interim; a final, as an urgent interim, has one per chunk.</param>
internal sealed class DecodeRun(DecodeInput input, DecodePermit? permit)
{
    public DecodeInput Input => input;

    public DecodePermit? Permit => permit;

    /// <summary>How an urgent interim asks for its threads, which is as a final does; null for any other.</summary>
    public PendingFinal? Urgent { get; init; }

    /// <summary>All stretches of the utterance; null when a guard tripped.</summary>
    public Task<IReadOnlyList<SpeechPart>?> Parts { get; set; } = Task.FromResult<IReadOnlyList<SpeechPart>?>(null);

    /// <summary>Where the user went on after a pause that it covers, in samples; null before.</summary>
    public int? Cut { get; set; }

    /// <summary>Whether a final awaits it: an interim that is given up leaves it alone.</summary>
    public bool IsFinal { get; set; }

    public bool Running => !Parts.IsCompleted;

    /// <summary>What it heard; null while it runs and when it heard nothing to rely on.</summary>
    public IReadOnlyList<SpeechPart>? Heard => Parts.IsCompletedSuccessfully ? Parts.Result : null;

    /// <summary>Whether it reads all speech up to there.</summary>
    public bool Covers(int sample) => input.Audio.Length >= sample;
}
