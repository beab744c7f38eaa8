namespace Whisper.net;

/// <summary>One decoded segment.</summary>
public class SegmentData(
    string text,
    TimeSpan start,
    TimeSpan end,
    float minProbability,
    float maxProbability,
    float probability,
    float noSpeechProbability,
    string language,
    WhisperToken[] tokens)
{
    public string Text { get; } = text;

    /// <summary>From the first sample.</summary>
    public TimeSpan Start { get; } = start;

    public TimeSpan End { get; } = end;

    /// <summary>Lowest of its tokens; 0 unless probabilities were asked for.</summary>
    public float MinProbability { get; } = minProbability;

    /// <summary>Highest of its tokens; 0 unless probabilities were asked for.</summary>
    public float MaxProbability { get; } = maxProbability;

    /// <summary>Mean of its tokens; 0 unless probabilities were asked for.</summary>
    public float Probability { get; } = probability;

    /// <summary>Two-letter code.</summary>
    public string Language { get; } = language;

    public WhisperToken[] Tokens { get; } = tokens;

    /// <summary>Always about 0 in whisper.cpp 1.8 and 1.9: do not rely on it.</summary>
    public float NoSpeechProbability { get; } = noSpeechProbability;
}
