namespace LocalVoice.Server.Http.Speech;

/// <summary>Writes speech in a format of the API as it comes. One speech, one thread.</summary>
internal interface ISpeechEncoder
{
    /// <summary>Samples per second that every encoder takes: what OpenAI's service gives.</summary>
    const int SampleRateHz = 24_000;

    string MediaType { get; }

    /// <summary>What comes before the first sample; may be empty.</summary>
    byte[] Begin();

    /// <summary>The next samples, encoded; may be empty where the format waits for more.</summary>
    byte[] Encode(ReadOnlySpan<short> samples);

    /// <summary>What comes after the last sample; may be empty.</summary>
    byte[] Finish();
}
