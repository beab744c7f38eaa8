namespace LocalVoice.Bench.Compare.Prices;

/// <summary>What a price is for.</summary>
public enum PriceUnit
{
    /// <summary>A minute of audio that the service hears.</summary>
    AudioMinute,

    /// <summary>A million tokens of text in the request.</summary>
    MillionInputTokens,

    /// <summary>A million tokens of text in the response.</summary>
    MillionOutputTokens,

    /// <summary>1000 characters that the service speaks.</summary>
    ThousandCharacters,

    /// <summary>A million tokens of audio in the request.</summary>
    MillionInputAudioTokens,

    /// <summary>A million tokens of audio in the response.</summary>
    MillionOutputAudioTokens,
}
