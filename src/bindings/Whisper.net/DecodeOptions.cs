namespace Whisper.net;

/// <summary>What a processor was asked for; null leaves whisper.cpp's default.</summary>
internal sealed class DecodeOptions
{
    public int? Threads { get; set; }

    public bool NoContext { get; set; }

    public bool SingleSegment { get; set; }

    public int? AudioContextSize { get; set; }

    public string? Prompt { get; set; }

    /// <summary>Two-letter code, or <c>auto</c>.</summary>
    public string Language { get; set; } = "en";

    public float? Temperature { get; set; }

    public float? TemperatureInc { get; set; }

    public int? BestOf { get; set; }

    public bool Probabilities { get; set; }

    public DecodeOptions Clone() => (DecodeOptions)MemberwiseClone();
}
